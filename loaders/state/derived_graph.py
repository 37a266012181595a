"""The graph of what follows from documents and visits."""

from __future__ import annotations

from loaders.derive.model import Derivation, Fall, RecurringTheme, Summary
from loaders.iris import OG, concept
from loaders.resolve.visits import UNKNOWN_DATE
from loaders.state.nquads import GraphWriter


def derived_graph(derivation: Derivation, base: str) -> bytes:
    """Summaries, recurring themes, repeated recommendations and falls as sorted N-Quads."""
    w = GraphWriter(f"{base}graph/derived")
    for summary in derivation.summaries:
        _summary(w, summary)
    for recurring in derivation.recurring:
        _recurring(w, recurring)
    for repeated in derivation.repeated:
        w.kind(repeated.iri, OG + "RepeatedRecommendation")
        w.link(repeated.iri, OG + "earlier", repeated.earlier)
        w.link(repeated.iri, OG + "later", repeated.later)
        for theme in repeated.themes:
            w.link(repeated.iri, OG + "theme", concept("theme", theme))
        w.typed(repeated.iri, OG + "score", f"{repeated.score:.4f}", "decimal")
    for fall in derivation.falls:
        _fall(w, fall)
    return w.to_bytes()


def _summary(w: GraphWriter, summary: Summary) -> None:
    w.link(summary.iri, OG + "visit", summary.visit)
    if summary.theme:
        w.link(summary.iri, OG + "theme", concept("theme", summary.theme))
    if summary.area:
        w.link(summary.iri, OG + "area", concept("area", summary.area))
    w.integer(summary.iri, OG + "concerns", summary.concerns)
    w.integer(summary.iri, OG + "mixedFindings", summary.mixed)
    if summary.best_concern:
        w.link(summary.iri, OG + "bestConcern", summary.best_concern)
        if summary.theme:
            w.text(summary.iri, OG + "bestConcernText", summary.concern_text)
    if summary.theme and summary.area:
        w.kind(summary.iri, OG + "ThemeInArea")
        return
    w.kind(summary.iri, OG + ("ThemeSummary" if summary.theme else "AreaSummary"))
    w.link(summary.iri, OG + "authority", summary.authority)
    w.link(summary.iri, OG + "framework", concept("framework", summary.framework))
    if summary.date != UNKNOWN_DATE:
        w.typed(summary.iri, OG + "date", summary.date, "date")
    w.integer(summary.iri, OG + "strengths", summary.strengths)
    if summary.states_concern:
        w.link(summary.iri, OG + "states", concept("polarity", "concern"))
    if summary.states_strength:
        w.link(summary.iri, OG + "states", concept("polarity", "strength"))
    if summary.best_concern:
        w.typed(summary.iri, OG + "concernCertainty", f"{summary.concern_certainty:.2f}", "decimal")
    if summary.best_strength:
        w.link(summary.iri, OG + "bestStrength", summary.best_strength)
        w.typed(summary.iri, OG + "strengthCertainty", f"{summary.strength_certainty:.2f}", "decimal")
        if summary.theme:
            w.text(summary.iri, OG + "bestStrengthText", summary.strength_text)


def _fall(w: GraphWriter, fall: Fall) -> None:
    w.kind(fall.iri, OG + "Fall")
    w.link(fall.iri, OG + "authority", fall.authority)
    w.link(fall.iri, OG + "area", concept("area", fall.area))
    w.link(fall.iri, OG + "areaBefore", concept("area", fall.area_before))
    w.link(fall.iri, OG + "before", fall.before)
    w.link(fall.iri, OG + "after", fall.after)
    w.link(fall.iri, OG + "gradeBefore", concept("grade", fall.grade_before))
    w.link(fall.iri, OG + "gradeAfter", concept("grade", fall.grade_after))
    for warning in fall.warnings:
        w.link(fall.iri, OG + "warning", warning)


def _recurring(w: GraphWriter, recurring: RecurringTheme) -> None:
    w.kind(recurring.iri, OG + "RecurringTheme")
    # Each once more under a property of its own: lists of all need not sift the themes of all findings.
    for name in ("authority", "historyIn"):
        w.link(recurring.iri, OG + name, recurring.authority)
    for name in ("theme", "historyOf"):
        w.link(recurring.iri, OG + name, concept("theme", recurring.theme))
    w.link(recurring.iri, OG + "status", concept("status", recurring.status))
    w.typed(recurring.iri, OG + "certainty", f"{recurring.certainty:.2f}", "decimal")
    for name, concern, is_clear in (
        ("firstConcern", recurring.first, recurring.first_is_clear),
        ("lastConcern", recurring.last, recurring.last_is_clear),
    ):
        if concern:
            w.link(recurring.iri, OG + name, concern.visit)
            if is_clear:
                w.typed(recurring.iri, f"{OG}{name}Date", concern.date, "date")
    if recurring.last and recurring.last.best_concern:
        w.link(recurring.iri, OG + "lastConcernFinding", recurring.last.best_concern)
        w.text(recurring.iri, OG + "lastConcernText", recurring.last.concern_text)
    w.integer(recurring.iri, OG + "visitsWithConcern", recurring.with_concern)
    w.integer(recurring.iri, OG + "visitsWithStrength", recurring.with_strength)
    w.integer(recurring.iri, OG + "visitsSpeaking", recurring.speaking)
    w.integer(recurring.iri, OG + "visitsSilent", recurring.silent)
    for summary in recurring.summaries:
        w.link(recurring.iri, OG + "summary", summary)
