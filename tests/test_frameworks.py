"""The facts of each framework, and what is true of all of them."""

import copy
import datetime as dt
import importlib
import pickle
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import madeup_framework as madeup
import pytest
from framework_contract import FrameworkContract

import ofsted_frameworks.frameworks
from ofsted_frameworks import (
    Kind,
    Provenance,
    SifGrade,
    SifJudgements,
    Theme,
    all_editions,
    all_frameworks,
    edition_on,
    get_edition,
    get_framework,
)
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks import (
    Edition,
    JudgementRule,
    framework_of,
    get_scale,
    register,
    unregister,
)
from ofsted_frameworks.schedule import Judgements, Role
from ofsted_frameworks.show import describe
from ofsted_frameworks.sources import Fact


class TestSlac(FrameworkContract):
    framework = get_framework("slac")

    def test_the_second_edition_has_the_22_judgements_of_its_reports(self) -> None:
        """A council counted Wirral's report of 2011 as 13 good, 6 outstanding and 3 adequate: 22 in all."""
        headings = [area.heading for area in get_edition("slac-2010").areas.values()]
        assert headings.count("Safeguarding services") == 10
        assert headings.count("Services for looked after children") == 12
        assert len(headings) == 13 + 6 + 3

    def test_it_gave_two_overall_grades(self) -> None:
        for edition in self.editions:
            overall = [area.name for area in edition.areas.values() if area.role is Role.OVERALL]
            assert overall == [
                "safeguarding_overall_effectiveness",
                "looked_after_overall_effectiveness",
            ]

    def test_it_had_ten_working_days_of_notice_and_ten_on_site(self) -> None:
        full = next(k for k in self.framework.kinds if k.kind is Kind.FULL)
        assert full.notice is not None
        assert full.working_days is not None
        assert (full.notice.value, full.working_days.value) == ("10 working days", 10)


class TestCpi(FrameworkContract):
    framework = get_framework("cpi")

    def test_it_starts_in_the_month_that_ofsted_announced(self) -> None:
        """Press release of 30 January 2012: "will come into effect in May"."""
        starts = get_edition("cpi-2012").starts
        assert starts.value == dt.date(2012, 5, 1)
        assert starts.source.provenance is Provenance.OFSTED

    def test_it_came_without_notice_and_took_two_weeks(self) -> None:
        full = self.framework.kinds[0]
        assert [str(full.notice), str(full.on_site)] == ["none", "two weeks"]


class TestTlac(FrameworkContract):
    framework = get_framework("tlac")

    def test_it_has_the_title_that_its_reports_print(self) -> None:
        """Sandwell, 2 August 2013: "targeted" is the statistics' word, not the report's."""
        assert self.framework.title == "Inspection of looked after children services"

    def test_its_five_judgements_have_the_printed_labels(self) -> None:
        assert [area.label for area in get_edition("tlac-2013").areas.values()] == [
            "Overall effectiveness",
            "Capacity to improve",
            "Outcomes for looked after children and young people",
            "Quality of provision",
            "Leadership and management",
        ]


class TestSif(FrameworkContract):
    framework = get_framework("sif")

    def test_it_is_found_as_sif_2014_too(self) -> None:
        assert get_edition("sif-2014") is get_edition("sif-2013")

    def test_it_has_three_key_judgements_and_two_within_the_second(self) -> None:
        areas = get_edition("sif-2013").areas.values()
        assert [a.number for a in areas if a.role is Role.KEY] == ["1", "2", "3"]
        assert [a.number for a in areas if a.role is Role.GRADED] == ["2.1", "2.2"]

    def test_the_board_was_reviewed_separately(self) -> None:
        assert get_edition("sif-2013").areas["lscb_effectiveness"].role is Role.SEPARATE


class TestIlacs(FrameworkContract):
    framework = get_framework("ilacs")

    def test_care_leavers_have_their_own_judgement_from_january_2023(self) -> None:
        combined = get_edition("ilacs-2018").areas["children_in_care_and_care_leavers"]
        assert combined.is_combined
        assert "care_leavers" not in get_edition("ilacs-2018").areas
        assert "care_leavers" in get_edition("ilacs-2023").areas

    def test_overall_effectiveness_ends_in_march_2026(self) -> None:
        assert "overall_effectiveness" in get_edition("ilacs-2023").areas
        assert "overall_effectiveness" not in get_edition("ilacs-2026").areas
        absence = get_edition("ilacs-2026").absences[Theme.OVERALL]
        assert absence.source.provenance is Provenance.OFSTED


FILES = [
    importlib.import_module(f"ofsted_frameworks.frameworks.{each.name}")
    for each in pkgutil.iter_modules(ofsted_frameworks.frameworks.__path__)
]
BUILT_IN = [file.FRAMEWORK for file in FILES if hasattr(file, "FRAMEWORK")]
EDITIONS = [edition for framework in BUILT_IN for edition in framework.editions]


def defined(kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each object or class of a kind that a framework's file defines, with the file's name."""
    for file in FILES:
        for thing in vars(file).values():
            cls = thing if isinstance(thing, type) else type(thing)
            here = getattr(thing, "__module__", None) == file.__name__ or not isinstance(
                thing, type
            )
            if issubclass(cls, kind) and here:
                yield f"{file.__name__.rpartition('.')[2]}.py", thing


class TestNothingIsForgotten:
    """Everything in a framework's file is used, or a test says what to do."""

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.__name__)
    def test_a_file_of_a_framework_is_in_the_list(self, file: Any) -> None:
        if framework := getattr(file, "FRAMEWORK", None):
            name = file.__name__.rpartition(".")[2]
            assert framework in all_frameworks(), (
                f"frameworks/{name}.py is not read: add {name!r} to _MODULES in frameworks/registry.py"
            )

    def test_every_framework_is_held_to_the_contract(self) -> None:
        held = {
            cls.framework
            for cls in FrameworkContract.__subclasses__()
            if cls.__module__ == __name__
        }
        for framework in BUILT_IN:
            assert framework in held, (
                f"no test holds {framework.id} to the contract: add to tests/test_frameworks.py a class "
                f"of FrameworkContract with framework = get_framework({framework.id!r})"
            )

    def test_every_judgement_class_has_an_edition(self) -> None:
        for file, cls in defined(Judgements):
            if isinstance(cls, type):
                assert any(edition.judgements is cls for edition in EDITIONS), (
                    f"no edition uses {cls.__name__} in {file}: add to the framework an "
                    f"Edition(judgements={cls.__name__}, ...)"
                )

    def test_every_rule_is_in_an_edition(self) -> None:
        for file, rule in defined(JudgementRule):
            if not isinstance(rule, type):
                assert any(rule in edition.rules for edition in EDITIONS), (
                    f"no edition lists the rule {rule.id} in {file}: add its function to the rules=(...) of "
                    "each Edition that it applies to"
                )

    @pytest.mark.parametrize("edition", EDITIONS, ids=str)
    def test_every_judgement_class_and_scale_is_exported(self, edition: Edition) -> None:
        for cls in (edition.judgements, edition.scale):
            name = cls.__name__
            assert hasattr(ofsted_frameworks, name), (
                f"{name} cannot be imported from ofsted_frameworks: add it to "
                "src/ofsted_frameworks/__init__.pyi, beside the other classes of its framework"
            )


class TestTravelling:
    """A framework, an edition or a rule is pickled by its id, and comes back as the same object."""

    @pytest.mark.parametrize("original", [*BUILT_IN, *EDITIONS, *EDITIONS[-2].rules], ids=repr)
    def test_it_comes_back_as_the_same_object(self, original: object) -> None:
        assert pickle.loads(pickle.dumps(original)) is original
        assert copy.copy(original) is copy.deepcopy(original) is original

    def test_it_can_be_given_instead_of_its_id(self) -> None:
        ilacs = get_framework("ilacs")
        assert get_framework(ilacs) is ilacs
        assert edition_on(dt.date(2024, 5, 1), ilacs) == (get_edition("ilacs-2023"),)
        assert get_scale(ilacs) is get_scale("ILACS") is get_scale(get_edition("ilacs-2026"))


class TestRegistering:
    """A framework that contradicts itself is refused, and nothing of it is registered."""

    def test_an_unregistered_framework_is_not_found(self) -> None:
        with pytest.raises(UnknownEdition, match="'madeup-2027'; expected one of slac-2009"):
            framework_of(madeup.EDITION)
        with pytest.raises(UnknownEdition, match="'madeup'; expected one of slac"):
            unregister(madeup.FRAMEWORK)

    def test_only_a_framework_is_registered(self) -> None:
        with pytest.raises(TypeError, match="register takes a Framework, not 'ilacs'"):
            register("ilacs")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (
                {"editions": (attrs.evolve(madeup.EDITION, judgements=SifJudgements),)},
                "'madeup-2027' and 'sif-2013' share the class SifJudgements; each edition needs its own",
            ),
            (
                {"editions": (madeup.EDITION, attrs.evolve(madeup.EDITION, id="madeup-2028"))},
                "'madeup-2028' and 'madeup-2027' share the class MadeUpJudgements",
            ),
            (
                {
                    "editions": (
                        attrs.evolve(madeup.EDITION, continues=Fact("madeup-1", madeup.MADE_UP)),
                    )
                },
                "'madeup-2027' continues 'madeup-1', but no edition has that id",
            ),
            (
                {"area_matches": (attrs.evolve(madeup.MATCH, areas=("madeup-2027.safty",)),)},
                "names 'madeup-2027.safty', which is not a judgement area; write it as 'edition.field'",
            ),
            (
                {"area_matches": (attrs.evolve(madeup.MATCH, others=("help_and_protection",)),)},
                "names 'help_and_protection', which is not a judgement area",
            ),
        ],
    )
    def test_it_is_refused(self, change: dict[str, Any], says: str) -> None:
        with pytest.raises(ValueError, match=re.escape(says)):
            register(attrs.evolve(madeup.FRAMEWORK, **change))
        assert madeup.FRAMEWORK not in all_frameworks()


class TestOtherFacts:
    """Other sourced facts are shown with the framework, each with its source."""

    @pytest.mark.parametrize(
        ("id", "about", "says"),
        [
            ("ilacs", "themes of visits", "Vulnerable adolescents"),
            ("ilacs", "standard inspection: team", "six inspectors"),
            ("ilacs", "what an inadequate judgement leads to", "commissioner"),
            ("ilacs", "known editions that are not modelled", "13 December 2024"),
            ("ilacs", "visits of autumn 2020", "only a letter"),
            ("sif", "full inspection: team", "seven inspectors in 51 reports"),
            ("sif", "reviews of the board alone", "Surrey"),
            ("sif", "targeted local authority inspections", "January 2016"),
            ("slac", "a ceiling on the annual rating", "limited to adequate"),
            ("slac", "full inspection: recommendations", "within three months"),
            ("slac", "slac-2009: where the sources disagree", "we cannot tell which"),
            ("tlac", "full inspection: recommendations", "immediately"),
            ("cpi", "full inspection: team", "a lead inspector"),
        ],
    )
    def test_they_are_listed_and_shown(self, id: str, about: str, says: str) -> None:
        framework = get_framework(id)
        found = [str(fact) for topic, fact in framework.listed_facts() if topic == about]
        assert any(says in text for text in found)
        assert says.split()[-1] in describe(framework)

    def test_what_an_edition_continues_is_shown(self) -> None:
        shown = " ".join(describe(get_edition("slac-2010"), width=200).split())
        assert "Continues slac-2009; areas with the same name are the same area" in shown
        assert "New areas: safeguarding_ambition_and_prioritisation, safeguarding" in shown
        assert shown.count("no source says which of the two parts") == 1
        assert "Continues ilacs-2023" in describe(get_edition("ilacs-2026"))
        assert "New areas" not in describe(get_edition("ilacs-2026"))

    def test_the_boards_grades_mean_what_reports_print(self) -> None:
        """Isle of Wight, 19 November 2014, page 42: the board has its own four descriptors."""
        board = get_edition("sif-2013").areas["lscb_effectiveness"]
        assert [meaning.source.date for meaning in board.meanings] == ["2014-11-19"] * 4
        assert "statutory functions" in str(board.meanings[-1])
        assert "welfare is not safeguarded" in SifGrade.INADEQUATE.descriptor

    def test_a_rule_of_ours_is_not_presented_as_ofsteds(self) -> None:
        """Only the rule on SIF's key judgements was laid down; we concluded the others from counts."""
        for rule in (rule for edition in all_editions() for rule in edition.rules):
            laid_down = rule.id == "sif.inadequate-key-judgement"
            assert rule.source.provenance.is_ofsted == laid_down
            assert rule.held is not None
            assert rule.counted_in is not None


class TestEditionOn:
    """An inspection belongs to an edition in force on its first day on site."""

    @pytest.mark.parametrize(
        ("day", "ids"),
        [
            ("2009-03-31", []),
            ("2009-04-01", ["slac-2009"]),
            ("2010-09-30", ["slac-2009"]),
            ("2010-10-01", ["slac-2010"]),
            ("2012-06-15", ["slac-2010", "cpi-2012"]),
            ("2013-07-01", ["cpi-2012", "tlac-2013"]),
            ("2013-10-31", []),
            ("2013-11-19", ["sif-2013"]),
            ("2018-01-29", ["sif-2013", "ilacs-2018"]),
            ("2018-06-11", ["sif-2013", "ilacs-2018"]),
            ("2019-04-29", ["ilacs-2018"]),
            ("2022-12-31", ["ilacs-2018"]),
            ("2023-01-01", ["ilacs-2023"]),
            ("2026-03-31", ["ilacs-2023"]),
            ("2026-04-01", ["ilacs-2026"]),
            ("2026-12-31", ["ilacs-2026"]),
        ],
    )
    def test_every_edition_in_force_is_returned(self, day: str, ids: list[str]) -> None:
        assert [edition.id for edition in edition_on(dt.date.fromisoformat(day))] == ids

    def test_it_can_be_narrowed_to_a_framework(self) -> None:
        assert edition_on(dt.date(2018, 3, 5), "sif") == (get_edition("sif-2013"),)

    @pytest.mark.parametrize("day", ["2018-03-05", dt.datetime(2018, 3, 5), None])
    def test_anything_but_a_date_is_refused(self, day: object) -> None:
        with pytest.raises(TypeError, match="edition_on takes the first day on site"):
            edition_on(day)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_an_unknown_framework_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match="'school'"):
            edition_on(dt.date(2018, 3, 5), "school")


class TestLookingUp:
    """An unknown id is refused, with the known ids and a close match."""

    def test_an_unknown_edition_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match=r"'ilac-2023'.*did you mean 'ilacs-2023'"):
            get_edition("ilac-2023")

    def test_an_unknown_framework_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match="expected one of slac, cpi, tlac, sif, ilacs"):
            get_framework("school")

    @pytest.mark.parametrize("id", [3, None, b"sif"])
    @pytest.mark.parametrize("look_up", [get_edition, get_framework])
    def test_an_id_must_be_a_string(self, look_up: Callable[[Any], object], id: object) -> None:
        with pytest.raises(TypeError, match=f"such as 'ilacs-2018', not {id!r}"):
            look_up(id)

    def test_frameworks_and_editions_come_oldest_first(self) -> None:
        oldest = all_frameworks()[:5]
        assert [framework.id for framework in oldest] == ["slac", "cpi", "tlac", "sif", "ilacs"]
        starts = [edition.starts.value for edition in all_editions()]
        assert starts == sorted(starts)

    def test_a_taken_id_is_refused(self) -> None:
        with pytest.raises(ValueError, match="these ids are taken: sif, sif-2014, sif-2013"):
            register(get_framework("sif"))

    def test_reprs_are_the_calls_that_find_them(self) -> None:
        assert repr(get_edition("sif-2013")) == "get_edition('sif-2013')"
        assert repr(get_framework("sif")) == "get_framework('sif')"
        assert (repr(Role.KEY), repr(Theme.LSCB)) == ("Role.KEY", "Theme.LSCB")
        assert (str(Role.KEY), str(Theme.LSCB)) == ("key judgement", "Safeguarding board")
