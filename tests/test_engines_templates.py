"""Rendering templates of somebody else's: as models mean them, and never for longer than a template needs."""

from __future__ import annotations

import pytest

from edgelam.engines.templates import render


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ x | tojson }}", '{"a": "<é>"}'),
        ("{{ x | tojson(indent=1) }}", '{\n "a": "<é>"\n}'),
        ("{% for i in range(4) %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}", "01"),
        ("{% for i in range(3) %}\n  {% if i % 2 %}\nodd\n  {% endif %}\n{% endfor %}", "odd\n"),
        ("{%- generation -%} a {%- endgeneration -%}\n", "a"),
        (
            "{% set n = namespace(a='') %}"
            "{% for c in 'ab' %}{% set n.a = n.a ~ c + 'x' %}{% endfor %}{{ n.a }}",
            "axbx",
        ),
        ("{% macro m(v) %}<{{ v }}>{% endmacro %}{{ m('a' * 3) }}{{ 'a-b'.replace('-', '+') }}", "<aaa>a+b"),
        ("{{ ['b', 'a'] | sort | join(', ') }}{{ strftime_now('%Y') }}", "a, b"),
    ],
)
def test_what_published_templates_use_works(source: str, written: str) -> None:
    assert render(source, {"x": {"a": "<é>"}}) == written


@pytest.mark.parametrize(
    "source",
    [
        "{{",
        "{% nonsense %}",
        "{{ raise_exception('no') }}",
        "{{ nothing.at.all }}",
        "{{ 1 / 0 }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ x.append(1) }}",
        "{% include '/etc/passwd' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(9999) %}" * 3 + "{% endfor %}" * 3,
        "{% for a in range(99999999) %}{% endfor %}",
        "{{ 'x' * 9999999999999 }}",
        "{{ ['x'] * 9999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999s' % 1 }}",
        "{{ 'x'.center(999999999) }}",
        "{{ 'x' | center(999999999) }}",
        "{{ 'x' | indent(999999999) }}",
        "{% set n = namespace(a='x') %}{% for i in range(99) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
        "{% set n = namespace(a='x') %}{% for i in range(99) %}{% set n.a = n.a + n.a %}{% endfor %}",
        "{% set a = 'x' * 99999 %}{{ a.replace('x', a) }}",
        "{% set a = 'x' * 99999 %}{{ a | replace('x', a) }}",
        "x" * 300_000,
        "",
    ],
)
def test_what_cannot_be_rendered_or_takes_too_much_is_nothing(source: str) -> None:
    assert render(source, {"x": [1]}) == ""
