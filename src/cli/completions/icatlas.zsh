#compdef icatlas
# Completion of icatlas for zsh, printed by `icatlas completions zsh`.
# icatlas prints what can stand at the cursor, each with what it is; zsh quotes it, and nothing of it is evaluated.
_icatlas() {
  local line kind
  local -i width
  local -a words_before lines values shown suffix
  (( CURRENT > 2 )) && words_before=("${(@Q)words[2,CURRENT-1]}")
  lines=("${(@f)$(command icatlas completions zsh -- "${words_before[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
  kind=$lines[1]
  case $kind in
    files | folders)
      [[ $PREFIX == --*=* ]] && compset -P 1 '*='
      if [[ $kind == files ]]; then _files; else _files -/; fi
      ;;
    words | open)
      [[ $kind == open ]] && suffix=(-S '')
      values=("${(@)lines[2,-1]%%$'\t'*}")
      for line in "${(@)values}"; do (( $#line > width )) && width=$#line; done
      # A column of values, and beside each what it is, in one line.
      for line in "${(@)lines[2,-1]}"; do
        line="${(mr:width:)line%%$'\t'*}  ${line#*$'\t'}"
        shown+=("${line[1,COLUMNS-1]}")
      done
      compadd -V icatlas -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' "${suffix[@]}" -l -d shown -a values
      ;;
  esac
}
if [[ $funcstack[1] == _icatlas ]]; then _icatlas "$@"; else compdef _icatlas icatlas; fi
