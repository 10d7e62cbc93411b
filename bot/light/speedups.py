"""Work that Rasa 3.6 does though it comes out the same, done once or not at all.

Each function here replaces one thing and says why. What a conversation looks like must not change;
`tests/test_light_and_plain.py` compares this engine with stock Rasa.
"""

from __future__ import annotations

import functools
import json
import types
from collections.abc import Iterator
from typing import Any, TypeVar

import rasa.core.policies.rule_policy
import rasa.core.processor
from jsonschema import ValidationError, validators
from jsonschema.exceptions import best_match
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers import utils as importers
from rasa.shared.nlu.training_data.training_data import TrainingData

T = TypeVar("T")


def apply() -> None:
    """Put in place what makes turns faster."""
    find_event_classes_once()
    prepare_action_schema_once()
    copy_nothing_for_silent_logs()
    walk_graphs_directly()
    look_back_as_far_as_rules_do()


def read_training_data_once() -> None:
    """Rasa reads all its training files three times for one training, and copies what it changes.

    The language it tells once so and once otherwise; files in YAML are read the same in each.
    """
    read = importers.training_data_from_paths

    @functools.cache
    def kept(paths: tuple[str, ...]) -> TrainingData:
        return read(paths, "nl")

    importers.training_data_from_paths = lambda paths, _language: kept(tuple(paths))


def find_event_classes_once() -> None:
    """Rasa walks the tree of all event classes for each event of each tracker it reads."""
    Event.resolve_by_type = staticmethod(functools.cache(Event.resolve_by_type))


def prepare_action_schema_once() -> None:
    """Rasa checks the schema of action answers itself again at every answer, which takes 35 ms."""
    schema = RemoteAction.action_response_format_spec()
    validator = validators.validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        error: ValidationError | None = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validate


def copy_nothing_for_silent_logs() -> None:
    """Rasa copies events and states deeply for debug lines that are then not written.

    In these two modules `copy.deepcopy` serves nothing else.
    """
    no_copies = types.SimpleNamespace(deepcopy=_as_it_is)
    rasa.core.processor.copy = no_copies
    rasa.core.policies.rule_policy.copy = no_copies


def walk_graphs_directly() -> None:
    """Rasa plans its little graph of components anew for every run and has dask schedule it."""

    def run(
        self: DaskGraphRunner,
        inputs: dict[str, Any] | None = None,
        targets: list[str] | None = None,
    ) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        # Outputs travel with their name; what nobody provides is just its name (see GraphNode).
        found: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for node, needs in _steps_to(self, wanted):
                found[node] = self._instantiated_nodes[node](*(found.get(n, n) for n in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(found[target] for target in wanted)

    DaskGraphRunner.run = run


def look_back_as_far_as_rules_do() -> None:
    """Rasa works out the dialogue state after every action so far, four times a turn.

    A rule is compared with as many of the last states as it has itself, so that older ones cannot
    change which rule applies.
    """

    def states(
        self: RulePolicy,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        latest = _latest_states(tracker, domain, _longest_rule(self))
        self.featurizer._choose_last_user_input([latest], use_text_for_last_user_input)
        return latest

    RulePolicy._prediction_states = states


def _as_it_is(thing: T) -> T:
    return thing


def _steps_to(runner: DaskGraphRunner, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """The nodes to run for `targets` in an order that works, each with the names it needs."""
    known: dict[tuple[str, ...], list[tuple[str, list[str]]]]
    known = vars(runner).setdefault("_known_steps", {})
    if targets not in known:
        known[targets] = list(_ordered(runner._graph_schema.minimal_graph_schema(list(targets))))
    return known[targets]


def _ordered(schema: GraphSchema) -> Iterator[tuple[str, list[str]]]:
    done: set[str] = set()

    def visit(name: str) -> Iterator[tuple[str, list[str]]]:
        if name in done or name not in schema.nodes:
            return
        done.add(name)
        needs = list(schema.nodes[name].needs.values())
        for need in needs:
            yield from visit(need)
        yield name, needs

    for name in schema.nodes:
        yield from visit(name)


def _longest_rule(policy: RulePolicy) -> int:
    """The number of states in the longest of the policy's rules; one more is never compared."""
    if "_longest_rule" not in vars(policy):
        rules = [*policy.lookup[RULES], *policy.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH, {})]
        policy._longest_rule = max((len(json.loads(rule)) for rule in rules), default=1)
    return policy._longest_rule


def _latest_states(tracker: DialogueStateTracker, domain: Domain, number: int) -> list[State]:
    """The states before the last actions and the present one, `number` in all."""
    applied = tracker.applied_events()
    unseen = 1 + sum(isinstance(event, ActionExecuted) for event in applied) - number
    past, states = tracker.init_copy(), []
    for event in applied:
        if isinstance(event, ActionExecuted):
            if unseen <= 0:
                states.append(domain.get_active_state(past))
            unseen -= 1
        past.update(event)
    return [*states, domain.get_active_state(past)]
