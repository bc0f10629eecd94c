"""The kinds of things that outsiders try, and how often."""

from tests.twoworlds.asking import follow, knock, listen, search, suggest
from tests.twoworlds.draw import Draw
from tests.twoworlds.sending import break_it, fill, post
from tests.twoworlds.steps import Step
from tests.twoworlds.uploading import upload

RECIPES = {knock: 22, search: 22, suggest: 8, follow: 15, fill: 14, post: 6, break_it: 6, listen: 7, upload: 1}


def cook(draw: Draw) -> Step:
    """One step, from the recipe that comes out."""
    recipe = draw.rng.choices(list(RECIPES), weights=list(RECIPES.values()))[0]
    return recipe(draw)
