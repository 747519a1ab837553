"""NHS Dorset from the public files: what they hold must be found."""

from pathlib import Path

import pytest

from geodata.national.loading import load_national
from geodata.reading.read import read_dataset
from geodata.starter.area import active_partners, find_area
from geodata.starter.make import starter
from geodata.starter.report import StarterReport
from tests.geodata.public_data import public_file

pytestmark = pytest.mark.public_data


@pytest.fixture(scope="module")
def dorset(tmp_path_factory: pytest.TempPathFactory) -> StarterReport:
    """Make the first dataset of NHS Dorset from all public files."""
    folder = public_file("README.md").parent
    return starter([folder], area="QVV", postcodes=None, out=tmp_path_factory.mktemp("dorset") / "dataset")


def test_epcn_of_february_2023_has_73_active_practices_in_18_pcns(dorset: StarterReport) -> None:
    """As the area's own report says."""
    assert (dorset.counts.partners, dorset.counts.partner_pcns) == (73, 18)


def test_list_of_march_2026_has_68_practices_and_828672_patients(dorset: StarterReport) -> None:
    """Five of the 73 have closed, merged or gone dormant, and are named."""
    assert (dorset.counts.practices, dorset.counts.patients, dorset.counts.pcns) == (68, 828_672, 18)
    gone = {each.code for each in dorset.notes.left_out if "not in the newest list sizes" in each.why}
    assert {"J81003", "J81052", "J81613", "J81637", "J81644"} <= gone


def test_pcn_workforce_is_known_for_16_of_18_pcns(dorset: StarterReport) -> None:
    """205 FTE; 54 are managers, directors and administrators, and 6 more are in roles that the file hides."""
    counts = dorset.counts
    assert counts.pcns_with_workforce == 16
    assert round(counts.pcn_fte) == 205
    assert round(counts.pcn_fte_not_clinical) == 54
    assert round(counts.pcn_fte_without_role - counts.pcn_fte_not_clinical) == 6
    assert dorset.workforce.pcns_missing == ("U34826", "U64748")


def test_trainees_are_104_fte_at_45_practices(dorset: StarterReport) -> None:
    """From the practice-level workforce of December 2025."""
    assert round(dorset.counts.trainee_fte) == 104
    assert dorset.counts.trainee_practices == 45


def test_newer_pcn_wins_and_is_told(dorset: StarterReport) -> None:
    """Denmark Road moved from one PCN to another between 2023 and 2026."""
    (conflict,) = [each for each in dorset.notes.conflicts if each.about == "PCN"]
    assert (conflict.code, conflict.used, conflict.other) == ("J81625", "U89143", "U14261")


def test_dataset_reads_without_a_fault(dorset: StarterReport) -> None:
    """And is lifelike: rooms near the formula's figure, and more wanted than every PCN has free."""
    reading = read_dataset(dorset.folder)
    assert (reading.faults, reading.warnings) == ((), ())
    counts = dorset.counts
    assert 1 <= counts.rooms / counts.rooms_formula <= 1.15
    assert 0 < counts.free_cells < counts.in_use_cells


def test_sessions_of_each_pcn_and_role_are_the_rounded_product(dorset: StarterReport) -> None:
    """Recomputed from the dataset as it stands on disk."""
    dataset = read_dataset(dorset.folder).dataset
    assert dataset is not None
    groups = {(post.pcn_code, post.role_id) for post in dataset.posts}
    for pcn_code, role_id in groups:
        mine = [post for post in dataset.posts if (post.pcn_code, post.role_id) == (pcn_code, role_id)]
        role = dataset.role_by_id[role_id]
        product = sum(post.wte for post in mine) * role.sessions_per_wte * role.face_to_face_share
        assert abs(sum(post.sessions or 0 for post in mine) - product) <= 0.5
        assert all(post.wte <= 1 for post in mine)


def test_epcn_files_alone_place_the_practices() -> None:
    """Without the joined tables the PCNs of 2023 hold, and all 68 listed practices have one."""
    names = (
        "practices/epraccur_dorset_2023-12_rawformat.csv",
        "practices/ePCN_dorset_2023-02_PCNDetails.csv",
        "practices/ePCN_dorset_2023-02_PCN_Core_Partner_Details.csv",
        "practices/gp-reg-pat-prac-all_2026-03-01.csv",
    )
    files = load_national([Path(public_file(name)) for name in names])
    area, notes = find_area(files, "11J")
    assert (len(area.practices), len(area.pcns)) == (68, 18)
    assert active_partners(files, area) == (73, 18)
    assert not [each for each in notes.left_out if each.why.startswith("no PCN")]
