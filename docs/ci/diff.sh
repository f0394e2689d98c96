#!/bin/sh
# Usage: diff.sh BASE [OPTION...]
#
# Prints as Markdown what has changed of the charts and cities since the branch left BASE, to be run
# in the root of a project with folders flowcharts/ and data/. OPTIONS are those of clusterflow diff.
# A chart is compared when anything in flowcharts/ has changed, since that may be its catalog or a
# file that it uses. The exit status is the largest of all comparisons.
set -u
base=$(git merge-base "$1" HEAD) || exit 3
shift
before=.before
status=0

git worktree add --quiet --detach "$before" "$base" || exit 3
trap 'git worktree remove --force "$before"' EXIT

# Of a version that is not there nothing is compared.
version() { if [ -e "$1" ]; then echo "$1"; else echo /dev/null; fi; }

is_kind() { grep -q "^clusterflow: $2/" "$1" "$before/$1" 2>/dev/null; }

compare() {
	text=$(clusterflow diff --format markdown "$@" "$(version "$before/$file")" "$(version "$file")")
	ended=$?
	[ $ended -le $status ] || status=$ended
	case $text in
	*"Nothing changed but"*) ;;
	?*) printf '%s\n\n' "$text" ;;
	esac
}

if ! git diff --quiet "$base" HEAD -- flowcharts; then
	for file in $({ ls flowcharts/*.yaml; cd "$before" && ls flowcharts/*.yaml; } 2>/dev/null | sort -u); do
		! is_kind "$file" flowchart || compare "$@"
	done
fi
for file in $(git diff --no-renames --name-only "$base" HEAD -- 'data/*.yaml'); do
	! is_kind "$file" city || compare "$@"
done
exit $status
