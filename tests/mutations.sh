#!/usr/bin/env bash
# A thousand damaged copies of a file for each reader: every one ends within ten seconds, in a refusal that names the file or
# in a result; a line of figures a reader. Builds first; one core and a few minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in SearchSpace Records Agents Supernet; do
    dotnet build -c Release -v q -nologo "tests/Ddas.Nas.$project.Tests"
    OMP_NUM_THREADS=1 "artifacts/bin/Ddas.Nas.$project.Tests/release/Ddas.Nas.$project.Tests" -explicit only -trait Category=mutations -showLiveOutput "$@"
done
