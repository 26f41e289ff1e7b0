#!/usr/bin/env bash
# A throw-away Slurm of emulated nodes on this machine, as root: loopback.sh start DIR [NODES] | kill-node DIR N | stop DIR
# Needs Debian's slurm-wlm and munge. After start: export SLURM_CONF=DIR/slurm.conf
set -euo pipefail
action=$1 dir=$(realpath -m "$2") argument=${3:-3} host=$(hostname -s)

stop_daemons() {
  for pid_file in "$dir"/run/n*.pid "$dir"/run/slurmctld.pid "$dir"/munge/munged.pid; do
    [ -f "$pid_file" ] && kill "$@" "$(cat "$pid_file")" 2>/dev/null || true
  done
}

write_configuration() {
  cat > "$dir/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool/%n
SlurmctldPidFile=$dir/run/slurmctld.pid
SlurmdPidFile=$dir/run/%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
SlurmdTimeout=10
MinJobAge=3600
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SlurmdParameters=config_overrides
NodeName=n[1-$argument] NodeHostname=$host NodeAddr=127.0.0.1 Port=[17001-$((17000 + argument))] CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=n[1-$argument] Default=YES MaxTime=60 State=UP
CONF
}

case $action in
start)
  mkdir -p "$dir"/{state,log,run,munge}
  for i in $(seq "$argument"); do mkdir -p "$dir/spool/n$i"; done
  head -c 1024 /dev/urandom > "$dir/munge/key"
  chmod 400 "$dir/munge/key" && chown -R munge: "$dir/munge" && chmod 711 "$dir/munge"
  # munged refuses a world-writable parent folder such as /tmp unless told otherwise.
  setpriv --reuid=munge --regid=munge --clear-groups munged --force --key-file="$dir/munge/key" --socket="$dir/munge/socket" \
    --pid-file="$dir/munge/munged.pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed"
  write_configuration
  export SLURM_CONF=$dir/slurm.conf
  slurmctld -f "$SLURM_CONF"
  for i in $(seq "$argument"); do slurmd -N "n$i" -f "$SLURM_CONF"; done
  for _ in $(seq 30); do
    [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = "$argument" ] && exit 0
    sleep 1
  done
  sinfo
  exit 1 ;;
kill-node)
  # As a loss of power: the daemon, the processes of its tasks and the step daemons above them, at once.
  processes=()
  for process in /proc/[0-9]*; do
    environment=$({ tr '\0' '\n' < "$process/environ"; } 2>/dev/null || true)
    if grep -qx "SLURMD_NODENAME=n$argument" <<< "$environment" && grep -qx "SLURM_CONF=$dir/slurm.conf" <<< "$environment"; then
      parent=$(awk '/^PPid:/ {print $2}' "$process/status" 2>/dev/null || true)
      [ "$(cat "/proc/$parent/comm" 2>/dev/null)" = slurmstepd ] && processes+=("$parent")
      processes+=("${process#/proc/}")
    fi
  done
  kill -9 "$(cat "$dir/run/n$argument.pid")" "${processes[@]}" 2>/dev/null || true ;;
stop)
  stop_daemons
  sleep 2
  stop_daemons -9 ;;
*)
  echo "loopback.sh: start DIR [NODES] | kill-node DIR N | stop DIR" >&2
  exit 2 ;;
esac
