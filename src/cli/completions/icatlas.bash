# Completion of icatlas for bash 4 or newer, printed by `icatlas completions bash`.
# icatlas prints what can stand at the cursor, quoted for bash; nothing of it is evaluated.
_icatlas() {
  local kind=
  COMPREPLY=()
  {
    IFS= read -r kind
    mapfile -t COMPREPLY
  } < <(command icatlas completions bash -- "$2" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  case $kind in
    open) compopt -o nospace ;;
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
  esac
}
complete -F _icatlas icatlas
