#!/usr/bin/env bash
# Trains six small cells on a Slurm of three emulated nodes, kills a node and the submitting process while they work, and
# checks that every result arrives once. As root, with Debian's slurm-wlm and munge, after dotnet build -c Release:
#   eng/slurm/acceptance.sh [DIR]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
ddas=${DDAS:-$here/../../artifacts/bin/Ddas.Nas.Tool/release/ddas}
dir=$(realpath -m "${1:-$(mktemp -d)}")
out="$dir/it's 100% cells" # what sbatch must be told in quotes
cells=(DARTS_V1 DARTS_V2 SNAS_mild PDARTS GDAS_V1 DDAS_4S_CIFAR100_fig9)
export SLURM_CONF=$dir/cluster/slurm.conf OMP_NUM_THREADS=1

fail() { echo "FAILED: $*" >&2; exit 1; }

evaluation=(evaluate ${cells[@]/#/--genotype=} --dataset mini --image 16 --train 1000 --test 500 --cells 3 --channels 8 --epochs 12
  --threads 1 --checkpoint-steps 20 --out "$out" --submit slurm --slurm-option=--cpus-per-task=2)

"$here/loopback.sh" start "$dir/cluster" 3
trap '"$here/loopback.sh" stop "$dir/cluster"' EXIT

"$ddas" "${evaluation[@]}" 2> "$dir/first.log" &
driver=$!
for _ in $(seq 120); do
  [ "$(squeue -h -t running -o %N | sort -u | wc -l)" = 3 ] && break
  sleep 1
done
[ "$(squeue -h -t running -o %N | sort -u | wc -l)" = 3 ] || fail "three nodes should work"
sleep 10
lost=$(squeue -h -t running -o %i -w n2)
[ -n "$lost" ] || fail "node n2 should work"
"$here/loopback.sh" kill-node "$dir/cluster" 2
echo "killed node n2 while it worked on task $lost"
kill -9 "$driver" && wait "$driver" 2> /dev/null || true
echo "killed the submitting process"
sleep 5
"$ddas" "${evaluation[@]}" > "$dir/table.txt" 2> "$dir/second.log"

for cell in "${cells[@]}"; do
  [ -f "$out/$cell/manifest.json" ] || fail "$cell has no result"
  [ "$(cat "$out"/slurm/*.log | grep -c "^$cell is trained")" = 1 ] || fail "$cell was not trained once"
done
grep -q "is submitted" "$dir/second.log" && fail "the second process should follow the first one's array"
[ "$(wc -l < "$out/table.csv")" = 7 ] || fail "the table should have six rows"
grep -h "goes on after" "$out"/slurm/*.log || fail "the lost task should go on from its checkpoint"
cat "$dir/table.txt"
echo "six results, each trained once; node n2 and the submitting process were killed in between"
