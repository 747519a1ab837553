"""Rooms that only their own practice may take: a feature that says whose they are."""

from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.rooms import Room

OWN = "own_"
"""How the feature starts; the practice's code follows."""


def own_feature(practice_code: str) -> str:
    """Return the feature of a practice's own rooms. A semicolon would end it in a list of features, so none is left."""
    return OWN + practice_code.replace(";", ",")


def own_features_at(dataset: Dataset, site_id: str) -> frozenset[str]:
    """Return the features of this kind that the rooms of a site have."""
    return frozenset(name for room in dataset.rooms_at[site_id] for name in room.features if name.startswith(OWN))


def with_own_features(dataset: Dataset, practice_codes: frozenset[str]) -> tuple[Room, ...]:
    """Return the rooms, those at the practices' own sites with the feature that says so."""
    features = {
        site.site_id: own_feature(site.practice_code) for site in dataset.sites if site.practice_code in practice_codes
    }
    return tuple(
        replace(room, features=room.features | {features[room.site_id]}) if room.site_id in features else room
        for room in dataset.rooms
    )
