"""The peers by the names that the command, the tables and the plots use."""

from collections.abc import Mapping

from benchmarks.peers.contest import Peer
from benchmarks.peers.cp_sat import eight_workers, two_workers
from benchmarks.peers.greedy import greedy
from benchmarks.peers.math_opt import highs, scip
from benchmarks.peers.planner import planner
from benchmarks.peers.pulp_cbc import pulp_cbc

PLANNER = "planner"
PEERS: Mapping[str, Peer] = {
    PLANNER: planner,
    "greedy": greedy,
    "cp-sat-2": two_workers,
    "cp-sat-8": eight_workers,
    "pulp-cbc": pulp_cbc,
    "highs": highs,
    "scip": scip,
}
OTHERS: tuple[str, ...] = tuple(name for name in PEERS if name != PLANNER)
