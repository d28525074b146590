# Completion of icatlas for fish, printed by `icatlas completions fish`.
# icatlas prints what can stand at the cursor, each with what it is; fish quotes it, and nothing of it is evaluated.
function __icatlas_candidates
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct | string unescape)
    set -l lines (command icatlas completions fish -- $words "$current" 2>/dev/null)
    set -l option (string match -r -- '^--[^=]*=' "$current")
    set -l path (string replace -- "$option" '' "$current")
    switch "$lines[1]"
        case files
            __fish_complete_path "$path" | string replace -r -- '^' "$option"
        case folders
            __fish_complete_directories "$path" | string replace -r -- '^' "$option"
        case words open
            set -e lines[1]
            string join -- \n $lines
    end
end
complete -c icatlas -f -a '(__icatlas_candidates)'
