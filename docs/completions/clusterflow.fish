# Completion of clusterflow for fish: what may stand next the tool itself tells.

function __clusterflow_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    for answer in ($words[1] complete -- $words[2..-1] "$last" 2>/dev/null)
        set -l parts (string split -m 1 \t -- $answer)
        if test "$parts[1]" = :files
            # A prefix such as --output= belongs to the word that fish completes.
            set -l start (string length -- "$parts[2]")
            for path in (__fish_complete_path (string sub -s (math $start + 1) -- "$last"))
                echo "$parts[2]$path"
            end
        else
            echo $answer
        end
    end
end

complete -c clusterflow -f -a '(__clusterflow_complete)'
