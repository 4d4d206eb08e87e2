#!/bin/sh
# Check one sample draft against its two references; the command says where the reports are.
# A finding is what the demo is for: exit status 1 of the check is a success here.
set -eu
cd "$(dirname "$0")/.."

one() {
    for file in $1; do
        [ -f "$file" ] && printf '%s\n' "$file" && return
    done
    printf 'No sample %s\n' "$1" >&2
    exit 2
}

draft=$(one 'samples/a4-*.pdf')
nation=$(one 'samples/a1-*.docx')
province=$(one 'samples/a2-*.docx')

status=0
.venv/bin/python -m doichieu check "$draft" --against "$nation" --against "$province" \
    -o out/demo.html -o out/demo.docx -o out/demo.xlsx || status=$?
[ "$status" -le 1 ] || exit "$status"
