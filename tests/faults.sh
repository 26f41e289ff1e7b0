#!/usr/bin/env bash
# kill -9 at twenty random moments of a warm-up, of searches by every agent on a supernet and on a table, and of the training
# of a cell, each compared byte for byte with a run in one piece; then what a checkpoint costs. Builds first; one core and at most 20 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q -nologo tests/Ddas.Nas.Tool.Tests
OMP_NUM_THREADS=1 exec artifacts/bin/Ddas.Nas.Tool.Tests/release/Ddas.Nas.Tool.Tests \
    -explicit only -namespace "*.Faults" -parallelMode none -showLiveOutput "$@"
