"""What a step on the screen is seen to do, and whether that proves it where the device itself cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from edgelam.core.event import Evidence
from edgelam.core.fact import Fact, Query
from edgelam.core.plan import Hides, Step
from edgelam.core.screen import Screen
from edgelam.core.text import mentions, words
from edgelam.guard.risk import asks, named_acts
from edgelam.verify.asked import (
    also,
    amount,
    answers,
    bare,
    beyond,
    both_states,
    commands,
    empty,
    figures,
    is_all,
    is_question,
    looks_up,
    names,
    only_looks,
    proper,
    quoted,
    replaces,
    says_state,
    several,
    subject,
    takes_back,
    undoes,
    unnamed,
    wanted_state,
)
from edgelam.verify.asked import asks as asks_for
from edgelam.verify.changes import chosen, commanded, emptied, given, gone_from, handed, kept, picked
from edgelam.verify.effects import (
    Act,
    Effect,
    alike,
    all_switched,
    counted,
    none_left,
    open_inputs,
    opposite,
    readable,
    rows,
    searches,
    switches,
    told,
    turned,
)
from edgelam.verify.heard import dated, heard, touched_and_typed
from edgelam.verify.objection import objection
from edgelam.verify.onscreen import already, check_hides, says, shown, tells_of
from edgelam.verify.removal import lost, none_like
from edgelam.verify.tables import came, queries, went


@dataclass
class Witness:
    """Watches one step through all its tries: the screens in their order, and what was done on them."""

    step: Step
    handed: bool = False  # whether the app was given the step's texts before the first look
    was: Mapping[Query, Fact] = field(default_factory=dict)  # the phone's tables before anything was done
    now: Mapping[Query, Fact] = field(default_factory=dict)
    looks: list[Screen] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)  # of each act by itself

    def look(self, screen: Screen, act: Act | None = None) -> None:
        """A settled screen, and what was done to get there since the look before."""
        if act is not None and (act.before != screen or act.grave or act.text):
            self.acts.append(act)
            if act.kind != "type":
                self.effects += [*turned(act, screen), *switches(act.before, screen)]
        self.looks.append(screen)

    @property
    def seen(self) -> frozenset[str]:
        """The step's texts that stood on some screen."""
        return frozenset(t for t in self.step.texts if any(shown(t, s, saved=False) for s in self.looks))

    @property
    def _texts(self) -> list[str]:
        """The step's texts, without those that say nothing."""
        return [text for text in self.step.texts if not empty(text)]

    @property
    def queries(self) -> tuple[Query, ...]:
        """What the phone itself can tell of the step: asked before it and when it is held to be done."""
        return queries(self.step)

    def proof(self, screen: Screen, now: Mapping[Query, Fact] | None = None) -> tuple[Evidence, ...]:
        """The evidence that the step is done, as this screen shows it, and the phone's tables now.

        What stood there before anything was done proves nothing, nor does what only came into view.
        """
        self.now = now or {}
        if unsaved := self.unsaved(screen):
            return (_not_met(f"not kept yet: {unsaved}"),)
        amiss = self._amiss()
        if amiss:
            return (_unknown(amiss),)
        meant = "delete" in named_acts(self.step.do) or takes_back(self.step)
        if meant and any(act.grave == "delete" for act in self.acts):
            return (self._deleted(screen),)
        untouched = not (
            self.effects or kept(self.acts, self.looks, screen) or came(self.step, self.was, self.now)
        )
        if only_looks(self.step.do) and untouched:
            return (self._found(screen),)
        return (self._changed(screen),)

    def so_already(self, screen: Screen) -> Evidence | None:
        """What the step asks for is so here, and nothing was changed in it; else None."""
        if self.effects or self._elsewhere(screen) or beyond(self.step, 1, ()):
            return None
        acted = [readable(act.element) for act in self.acts if act.kind != "type"]
        return already(self.step, screen, acted)

    def unsaved(self, screen: Screen) -> str:
        """A text that was typed, and still stands in an input and nowhere else."""
        typed = {act.text for act in self.acts if act.kind == "type"}
        return next(
            (
                e.text
                for e in open_inputs(screen)
                if e.text in typed and not shown(e.text, screen, saved=True)
            ),
            "",
        )

    def _deleted(self, screen: Screen) -> Evidence:
        """The absence at a place where the text was seen, with no question still open."""
        command = "" if self.step.texts else emptied(self.step, self.acts, self.looks, screen)
        named = [*self._texts, *self._names()]
        heard_all = all(self._accounted(text, [], screen) for text in named)
        if command and heard_all and not beyond(self.step, 1, [readable(act.element) for act in self.acts]):
            return _met(f'"{command}" was done')
        if asks(screen, "delete"):
            return _not_met("the phone still asks to confirm")
        removed = lost(named, self.acts, self.looks, screen)
        more = beyond(self.step, 1, [readable(act.element) for act in self.acts])
        if more and not (
            is_all(more) and (none_left(self.acts, screen) or none_like(named, removed, self.looks, screen))
        ):
            return _unknown(f'"{more}" is more than was seen')
        texts, rows_gone = self.step.texts, went(self.step, self.was, self.now)
        labels = [effect.labels[0] for effect in rows_gone]
        if labels and texts and all(any(says(label, text) for label in labels) for text in texts):
            return Evidence(verdict="met", source="device", text=rows_gone[-1].text)
        about = bool(named) or any(names(self.step, label) for label in removed)
        if removed and about and all(text in removed or self._accounted(text, [], screen) for text in named):
            return _met(f"gone from here: {removed[0]}")
        places = [s for s in self.looks if any(shown(t, s, saved=False) for t in texts)]
        if more and not texts:
            return _met(f"none is left to {self.acts[-1].element.label}")
        if not any(alike(screen, place) for place in places):
            return _unknown("not at a place where it was seen")
        return check_hides(Hides(texts=texts, app=self.step.app), screen, self.seen)

    def _found(self, screen: Screen) -> Evidence:
        """What was asked to be shown is shown, on another screen than the step began on."""
        do, first = self.step.do, self.looks[0] if self.looks else screen
        texts = [t for t in self._texts if not is_question(self.step, t)]
        if self._elsewhere(screen):
            return _unknown(f"{screen.package} is in front")
        acted = [readable(act.element) for act in self.acts if act.kind != "type"]
        missing = next((t for t in [*texts, *self._names()] if not self._opened(t, screen, acted)), "")
        last = self.acts[-1] if self.acts else None
        searched = last is not None and searches(last.element) and (asks_for(do) or looks_up(do))
        if missing or (last is not None and last.kind == "type" and not searched):
            return _not_met(f"not shown: {missing or 'anything new'}")
        if screen == first and not (asks_for(do) and tells_of([*texts, *self._names()], do, screen)):
            return _not_met("not shown: anything new")
        typed = [act.text for act in self.acts if act.kind == "type"]
        there = [label for e in screen.elements if (label := readable(e))]
        if asks_for(do):  # what the question says, or was typed for it, is no answer
            there = [e for e in there if not mentions(do, e) and not any(says(e, t) for t in typed)]
        labels = [*acted, *there] if not asks_for(do) else there
        more = beyond(self.step, 1, acted)
        if more:
            return _unknown(f'"{more}" is more than was seen')
        figure = amount(do)
        if figure is not None and not any(answers(label, do, figure) for label in there):
            return _unknown(f"no figure is shown{f' of {figure}' if figure else ''}")
        unheard = [] if texts or self._names() else unnamed(self.step, labels)
        if len(unheard) * 4 > len(subject(self.step)):
            return _unknown(f"nothing was seen of: {', '.join(unheard)}")
        return _met("shown: " + "; ".join(texts or (do,)))

    def _elsewhere(self, screen: Screen) -> bool:
        return bool(self.step.app) and screen.package != self.step.app

    def _opened(self, text: str, screen: Screen, acted: list[str]) -> bool:
        """Whether a text is shown, and not only as one of many that could be opened."""
        typed = any(says(act.text, text) for act in self.acts)
        element = shown(text, screen, saved=typed) or shown(bare(text), screen, saved=typed)
        row = element is not None and element.state.clickable and not asks_for(self.step.do)
        return element is not None and (not row or any(says(label, text) for label in acted))

    def _changed(self, screen: Screen) -> Evidence:
        """Something that the step is about is otherwise than before, and nothing it names was left out."""
        found = [e for e in self._effects(screen) if self._wanted(e)]
        wanted = [*self._texts, *self._names(), *quoted(self.step.do), *figures(self.step.do)]
        missing = next((t for t in wanted if not self._accounted(t, found, screen)), "")
        if missing:
            why = f"nothing was done with: {missing}"
            return _not_met(why) if open_inputs(screen) else _unknown(why)
        wrote = self.handed or any(act.kind in ("type", "clear") for act in self.acts)
        if wrote and open_inputs(screen):
            return _not_met(f"an editor is still open: {open_inputs(screen)[0].text}")
        if not found:
            so = None if self._elsewhere(screen) else already(self.step, screen)
            return so or _unknown("nothing shows that it was done")
        acted = [readable(act.element) for act in self.acts]
        if both_states(self.step.do) and len({e.state for e in found if e.state is not None}) < 2:
            return _unknown(f"only one of both was seen: {found[-1].text}")
        more = beyond(self.step, len({e.text for e in found}), acted)
        if more and not (is_all(more) and all_switched(screen, found)):
            return _unknown(f'"{more}" is more than was seen: {found[-1].text}')
        plain = any(says_state(self.step, e.labels[0], e.state) for e in found)
        done = commanded(self.step, self.acts, self.looks, screen) and not several(self.step.do)
        unheard = unnamed(self.step, [*acted, *(label for e in found for label in e.labels)])
        if self._texts or self._names():
            weak = all(e.chosen for e in found) and unheard and len(unheard) == len(subject(self.step))
            if weak:
                return _unknown(f"{found[-1].text}, but nothing was seen of: {', '.join(unheard)}")
        elif not (plain or done) and len(unheard) * 4 > len(subject(self.step)):
            return _unknown(f"{found[-1].text}, but nothing was seen of: {', '.join(unheard)}")
        last = next((e for e in reversed(found) if e.device), found[-1])
        return Evidence(verdict="met", source="device" if last.device else "screen", text=last.text)

    def _amiss(self) -> str:
        """What was done that the step does not ask for and that was not taken back; empty for nothing."""
        stray = [e for e in self.effects if opposite(e) and not self._wanted(e)]
        for effect in stray:
            if not any(set(other.labels) == set(effect.labels) for other in stray if other is not effect):
                return f"something else was changed, too: {effect.text}"
        return next((why for act in self.acts if (why := self.against(act))), "")

    def against(self, act: Act) -> str:
        """Why this should not be touched, typed or cleared; empty when nothing speaks against it."""
        return objection(self.step, act, self.looks, self.acts)

    def _names(self) -> list[str]:
        """Names in the step's words that are neither in its texts nor the app's."""
        step = self.step
        known = f"{step.app_label} {step.app} " + " ".join(f"{s.value} {s.said}" for s in step.slots)
        own = {word for word in words(known) if len(word) > 3}
        return [
            name
            for name in proper(step.do)
            if not set(words(name)) <= set(words(known))
            and not any(word.endswith(name.lower()) for word in own)
        ]

    def _effects(self, screen: Screen) -> list[Effect]:
        """All that is otherwise now: texts kept, rows that say something else, switches, messages."""
        step, acts, looks = self.step, self.acts, self.looks
        found = [*self.effects, *kept(acts, looks, screen), *gone_from(step, acts, looks, screen)]
        found += [*self._sent(screen), *(handed(step, looks, screen) if self.handed else ())]
        found += [*commanded(step, acts, looks, screen), *came(step, self.was, self.now)]
        place = next((s for s in looks if alike(s, screen)), None)
        if place is not None and acts:
            found += [*rows(place, screen), *picked(step, acts, place, screen)]
            found += chosen([*step.texts, *self._names()], acts, place, screen)
        if acts:
            found += [e for e in told(acts[-1].before, screen) if names(step, e.labels[0])]
        return found

    def _sent(self, screen: Screen) -> list[Effect]:
        """A draft that is no longer there after it was sent."""
        last = self.acts[-1] if self.acts else None
        meant = "send" in named_acts(self.step.do)
        if last is None or last.grave != "send" or not meant or asks(screen, "send"):
            return []
        drafted, still = ([e.text for e in open_inputs(s)] for s in (last.before, screen))
        if not drafted or set(drafted) & set(still):
            return []
        labels = tuple(readable(e) for e in last.before.elements if e.label)
        return [Effect("sent: " + "; ".join(drafted), labels, typed=" ".join(drafted))]

    def _wanted(self, effect: Effect) -> bool:
        """Whether the step is about it, wants it so, and names what was done.

        A text that was typed and kept speaks for itself; anything else that changed about what the step names
        may be a star where a pin was asked for.
        """
        step, wanted = self.step, wanted_state(self.step.do)
        if effect.state is not None and wanted not in (None, effect.state):
            return False
        if effect.state is False and wanted is None and commands(step, effect.labels[0]):
            return False  # `Remove animations` is on where they are to be removed
        if effect.typed:
            said = any(
                says(text, effect.typed) or says(effect.typed, text) for text in [*step.texts, step.do]
            )
            return said and "delete" not in named_acts(step.do)
        if effect.device:
            new = "delete" not in named_acts(step.do)
            named = not step.texts or any(says(effect.labels[0], text) for text in step.texts)
            return new and (named or effect.sole)
        if counted(effect):
            was, now = effect.labels
            said = now.isdecimal() and now in words(step.do)
            return said or any(says(now, text) and not says(was, text) for text in step.texts)
        label = also(" ".join(effect.labels))
        if len(effect.labels) == 2 and effect.state is None:
            was, now = effect.labels
            if any(says(now, text) and not says(was, text) for text in self._texts):
                return True
            if any(says(was, text) and not says(now, text) for text in self._texts) and not replaces(step.do):
                return False
            gone, come = (" ".join(set(words(a)) - set(words(b))) for a, b in ((was, now), (now, was)))
            lost = names(step, gone) and not names(step, come) and not takes_back(step)
            if lost and not opposite(effect) and not (effect in self.effects and commands(step, was)):
                return False
        if opposite(effect):
            one, other = effect.labels
            if undoes(one) != undoes(other) and undoes(one) != takes_back(step):
                return False
        meant = any(says(label, text) or heard(text, [label]) for text in step.texts) or names(step, label)
        # That a row was touched tells nothing of what it says now.
        told_now, own = label, set[str]()
        if len(effect.labels) == 2 and not opposite(effect):
            before, after = (set(words(name)) for name in effect.labels)
            told_now, own = also(" ".join(before ^ after)), before | after
        acted = [readable(act.element) for act in self.acts if act.kind != "type"]
        told = [name for name in acted if not set(words(name)) <= own]
        return meant and (effect.state is not None or any(names(step, name) for name in [told_now, *told]))

    def _accounted(self, text: str, found: list[Effect], screen: Screen) -> bool:
        """Whether something was done with a text: it was typed, acted on, changed, or stands there now."""
        labels = touched_and_typed(self.acts)
        labels += [label for effect in found for label in effect.labels]
        if any(says(label, text) for label in labels if label) or heard(text, labels):
            return True
        here = [*labels, *(readable(e) for e in screen.elements)]
        return (
            given(text, self.acts)
            or shown(text, screen, saved=True) is not None
            or dated(text, self.step.do, here)
        )


def _met(text: str) -> Evidence:
    return Evidence(verdict="met", source="screen", text=text)


def _not_met(text: str) -> Evidence:
    return Evidence(verdict="not_met", source="screen", text=text)


def _unknown(text: str) -> Evidence:
    return Evidence(verdict="unknown", source="screen", text=text)
