# Completion of clusterflow for bash: what may stand next the tool itself tells.

# The words of the line up to the cursor in `words`, those put together again that bash takes apart
# at '=' and ':', and in `apart` what of the last one it does not count to it.
_clusterflow_words() {
	local line=${COMP_LINE:0:COMP_POINT} word glued=''
	local -i i
	words=() apart=''
	for ((i = 0; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ -n $glued && $i -gt 0 ]]; then
			apart=${words[${#words[@]} - 1]}
			words[${#words[@]} - 1]+=$word
		else
			apart=''
			words+=("$word")
		fi
		line=${line#*"$word"}
		# Nothing between this word and the next: one that bash has broken.
		if [[ $i -lt COMP_CWORD && -n $line && $line != [[:space:]]* ]]; then glued=1; else glued=''; fi
		line=${line#"${line%%[![:space:]]*}"}
	done
	if [[ ${words[${#words[@]} - 1]} == *[=:] && ${COMP_WORDS[COMP_CWORD]} == [=:] ]]; then
		apart=${words[${#words[@]} - 1]}
	fi
}

_clusterflow() {
	local -a words
	local apart tool word about
	_clusterflow_words
	tool=${words[0]/#\~/$HOME}
	COMPREPLY=()
	while IFS=$'\t' read -r word about; do
		if [[ $word == :files ]]; then
			compopt -o filenames 2>/dev/null
			while IFS= read -r word; do
				COMPREPLY+=("$word")
			done < <(compgen -f -- "${words[${#words[@]} - 1]#"$about"}")
			continue
		fi
		[[ $word == *[=/] ]] && compopt -o nospace 2>/dev/null
		COMPREPLY+=("$(printf %q "${word#"$apart"}")")
	done < <("$tool" complete -- "${words[@]:1}" 2>/dev/null)
}

complete -F _clusterflow clusterflow
