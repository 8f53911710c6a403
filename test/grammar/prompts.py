# SYNTAX TEST "source.python" "variables and tags in prompt strings"

a = "Answer {{question}} as {role!r:>10} for {user.name}."
#             ^^^^^^^^ variable.parameter.template.tokenbill
#                            ^^^^ variable.parameter.template.tokenbill
#                                             ^^^^^^^^^ variable.parameter.template.tokenbill

b = f"Read <document>{document}</document> {{not_a_variable}}"
#           ^^^^^^^^ string.quoted.single.python
#                    ^ constant.character.format.placeholder.other.python
#                     ^^^^^^^^ - variable.parameter.template.tokenbill
#                                            ^^^^^^^^^^^^^^ - variable.parameter.template.tokenbill

c = """
Summarise {document}
#          ^^^^^^^^ variable.parameter.template.tokenbill
<rules> and </rules>
# <----- meta.tag.prompt.tokenbill
#             ^^^^^ entity.name.tag.prompt.tokenbill
"""

d = {key: 1 for key in sorted(a)}
#    ^^^ - variable.parameter.template.tokenbill


def documented():
    """Takes {x} and <y>."""
#              ^ - variable.parameter.template.tokenbill
#                    ^ - entity.name.tag.prompt.tokenbill
    return {"a": 1, "b": a < b > c}
#           ^^^^^^ - variable.parameter.template.tokenbill
