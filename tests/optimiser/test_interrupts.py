"""Processes that are started while the interrupt is held back never hear it; whoever starts them does."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from optimiser.interrupts import held_back

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
    """It is not lost."""
    with pytest.raises(KeyboardInterrupt), held_back():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
