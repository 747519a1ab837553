"""The service's own words, as closed lists: what a cell of a table may say."""

from enum import StrEnum


class SiteKind(StrEnum):
    """What kind of building a site is."""

    PRACTICE = "practice"
    BRANCH = "branch"
    HUB = "hub"
    HOSPITAL = "hospital"
    POP_UP = "pop_up"
    MOBILE = "mobile"
    OFFICE = "office"


class Sharing(StrEnum):
    """Whose posts may use a site's free rooms."""

    PRACTICE = "practice"
    PCN = "pcn"
    GROUP = "group"
    ANY = "any"


class Condition(StrEnum):
    """Physical condition grade of a building (Estatecode: A as new, B sound, C major work due, D serious)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class RoomType(StrEnum):
    """The room types a session can ask for."""

    CONSULT_EXAM = "consult_exam"
    CONSULT = "consult"
    TREATMENT = "treatment"
    MINOR_OPS = "minor_ops"
    INTERVIEW = "interview"
    PHLEBOTOMY = "phlebotomy"
    GROUP = "group"
    DESK = "desk"


class Cell(StrEnum):
    """What is known of one room in one slot. Only ``FREE`` may be used; unknown is never treated as free."""

    FREE = "F"
    IN_USE = "U"
    CLOSED = "C"
    UNKNOWN = "?"


class RoleGroup(StrEnum):
    """How a role is funded."""

    ARRS = "arrs"
    TRAINEE = "trainee"
    CORE = "core"
    VISITING = "visiting"


class PostStatus(StrEnum):
    """Whether a post is filled. All three want their sessions."""

    IN_POST = "in_post"
    PLANNED = "planned"
    VACANT = "vacant"


class Season(StrEnum):
    """The season a plan is made for."""

    STANDARD = "standard"
    WINTER = "winter"


class RowSeason(StrEnum):
    """When a programme, a journey or a barrier applies."""

    ALL = "all"
    WINTER = "winter"


class AreaLevel(StrEnum):
    """What an area polygon outlines."""

    ICB = "icb"
    PLACE = "place"
    PCN = "pcn"
    PRACTICE = "practice"
    SMALL_AREA = "small_area"


class BackdropKind(StrEnum):
    """What a backdrop feature draws behind a map."""

    LAND = "land"
    WATER = "water"
    ROAD = "road"
    TOWN = "town"


class PlacementKind(StrEnum):
    """Who holds a room session: a post or a programme."""

    POST = "post"
    PROGRAMME = "programme"


class Reason(StrEnum):
    """Why sessions of a post or programme are not placed (``placed``: all of them are)."""

    PLACED = "placed"
    NO_ROOM_IN_REACH = "no_room_in_reach"
    IN_USE = "in_use"
    NOT_SHARED = "not_shared"
    NO_SUPERVISOR = "no_supervisor"
    OWN_SLOTS = "own_slots"
    ONE_SITE_A_DAY = "one_site_a_day"
    FEW_SITES = "few_sites"
    ROOMS_TOGETHER = "rooms_together"
    OUTRANKED = "outranked"
    UNKNOWN_ROOMS = "unknown_rooms"
    NOT_PROVED = "not_proved"


class Standing(StrEnum):
    """How far a plan or goal is proved: optimal, or feasible with a gap."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


class StoppedBy(StrEnum):
    """What ended the solving."""

    GAP = "gap"
    WORK = "work"
    TIME = "time"
    INTERRUPT = "interrupt"


class TravelMethod(StrEnum):
    """Where the minutes of a journey came from."""

    SAME_SITE = "same_site"
    TABLE = "table"
    ROUTER = "router"
    ESTIMATE = "estimate"
