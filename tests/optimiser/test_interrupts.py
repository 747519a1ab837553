"""Processes that are started while the interrupt is held back never hear it; whoever starts them does."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from optimiser.interrupts import ended_with_its_parent, held_back

HEARD = """
import os, signal
from optimiser.interrupts import ended_with_its_parent, held_back
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have them ignore it
try:
    with held_back():
        os.kill(os.getpid(), signal.SIGINT)
        print("held back")
except KeyboardInterrupt:
    print("heard")
"""
pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system has no masks of signals")


def interrupted() -> str:
    """Send this very process an interrupt, and say that it goes on."""
    os.kill(os.getpid(), signal.SIGINT)
    return "goes on"


def test_a_process_started_meanwhile_never_hears_an_interrupt() -> None:
    """From its very first moment, before any code of ours has been loaded in it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with held_back():
            told = pool.submit(interrupted)
        assert told.result() == "goes on"


def test_an_interrupt_is_heard_once_it_is_no_longer_held_back() -> None:
    """In a process of its own, whose only thread it is."""
    done = subprocess.run([sys.executable, "-c", HEARD], capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[:2] == ["held back", "heard"], done.stderr


STAYS = """
import multiprocessing
from tests.optimiser.test_interrupts import stay
child = multiprocessing.get_context("spawn").Process(target=stay)
child.start()
child.join()
"""


def stay() -> None:
    """Stay until somebody ends this process, for at most a minute."""
    ended_with_its_parent()
    print("here", flush=True)
    time.sleep(60)


def test_a_process_ends_with_its_parent() -> None:
    """However the parent was ended; the child holds the other end of what is read here."""
    with subprocess.Popen([sys.executable, "-c", STAYS], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "here\n"
        parent.kill()
        started = time.monotonic()
        parent.stdout.read()
    assert time.monotonic() - started < 30
