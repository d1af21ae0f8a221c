"""Recipes that are on the phone from the start, and what is on the shopping list."""

from __future__ import annotations

import random

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Recipe(Strict):
    title: str = Field(min_length=1)
    category: str = "Other"
    servings: int = Field(default=4, ge=1)
    minutes: int = Field(default=0, ge=0)
    favorite: bool = False
    ingredients: tuple[str, ...] = ()  # a line each: "200 g flour"
    steps: tuple[str, ...] = ()


class ShoppingItem(Strict):
    text: str = Field(min_length=1)
    checked: bool = False


_RECIPES = (
    ("Pancakes", "Breakfast", 4, 25, "250 g flour|500 ml milk|2 eggs|1 tbsp sugar|1 pinch salt|butter",
     "Whisk flour, milk, eggs, sugar and salt.|Let the batter rest for ten minutes.|Bake thin pancakes in "
     "butter."),
    ("Overnight oats", "Breakfast", 2, 10, "100 g oats|250 ml milk|1 apple|2 tbsp honey|1/2 tsp cinnamon",
     "Mix oats, milk and honey.|Leave in the fridge overnight.|Top with grated apple and cinnamon."),
    ("Tomato soup", "Soups", 4, 35, "800 g tomatoes|1 onion|2 cloves garlic|500 ml vegetable stock|"
     "2 tbsp olive oil|basil", "Soften onion and garlic in the oil.|Add tomatoes and stock and simmer for "
     "twenty minutes.|Blend and serve with basil."),
    ("Lentil soup", "Soups", 6, 45, "300 g red lentils|2 carrots|1 onion|1 1/2 l vegetable stock|2 tsp cumin|"
     "1 lemon", "Fry onion and carrots.|Add lentils, cumin and stock.|Cook until soft.|Finish with lemon."),
    ("Vegetable lasagne", "Main dishes", 6, 80, "250 g lasagne sheets|2 zucchini|1 eggplant|400 g tomatoes|"
     "250 g mozzarella|500 ml milk|50 g butter|50 g flour", "Roast the vegetables.|Cook a white sauce from "
     "butter, flour and milk.|Layer everything with the tomatoes.|Top with mozzarella and bake for forty "
     "minutes."),
    ("Chicken curry", "Main dishes", 4, 40, "500 g chicken|1 onion|400 ml coconut milk|2 tbsp curry paste|"
     "200 g rice|1 lime", "Brown the chicken with the onion.|Stir in the paste and the coconut milk.|Simmer "
     "for twenty minutes.|Serve with rice and lime."),
    ("Mushroom risotto", "Main dishes", 2, 40, "160 g risotto rice|200 g mushrooms|1 onion|600 ml stock|"
     "40 g parmesan|1 tbsp butter", "Fry the mushrooms and set them aside.|Toast the rice with the onion.|"
     "Add the stock little by little.|Stir in mushrooms, butter and parmesan."),
    ("Potato salad", "Salads", 4, 30, "1 kg potatoes|1 cucumber|1 red onion|150 ml stock|3 tbsp vinegar|"
     "2 tsp mustard", "Boil and slice the potatoes.|Mix stock, vinegar and mustard.|Toss everything while "
     "warm."),
    ("Greek salad", "Salads", 2, 15, "3 tomatoes|1 cucumber|100 g feta|1/2 red onion|12 olives|"
     "2 tbsp olive oil", "Cut the vegetables.|Add olives and feta.|Dress with oil and oregano."),
    ("Apple crumble", "Desserts", 6, 50, "1 kg apples|150 g flour|100 g butter|100 g sugar|1 tsp cinnamon",
     "Slice the apples into a dish.|Rub flour, butter, sugar and cinnamon into crumbs.|Bake for forty "
     "minutes."),
    ("Chocolate mousse", "Desserts", 4, 20, "150 g dark chocolate|3 eggs|200 ml cream|1 tbsp sugar",
     "Melt the chocolate.|Fold in yolks and whipped cream.|Fold in beaten egg whites and chill."),
    ("Banana bread", "Baking", 8, 70, "3 bananas|250 g flour|2 eggs|120 g sugar|100 g butter|"
     "2 tsp baking powder", "Mash the bananas.|Mix with the other ingredients.|Bake in a tin for fifty-five "
     "minutes."),
    ("Focaccia", "Baking", 8, 150, "500 g flour|350 ml water|7 g yeast|2 tsp salt|4 tbsp olive oil|"
     "2 sprigs rosemary", "Mix a soft dough and let it rise.|Stretch it in an oiled tin.|Top with rosemary "
     "and bake for twenty-five minutes."),
    ("Ginger lemonade", "Drinks", 4, 15, "3 lemons|50 g ginger|80 g sugar|1 l water",
     "Boil ginger and sugar with some water.|Cool and add the lemon juice.|Top up with cold water."),
)  # fmt: skip
_SHOPPING = ("Dish soap", "6 eggs", "1 l milk", "Paper towels", "500 g coffee", "Toothpaste", "2 lemons")


def recipes(seed: int) -> tuple[Recipe, ...]:
    """Some of a cook's usual ones, the last one newest."""
    rng = random.Random(f"recipes:{seed}")
    return tuple(
        Recipe(
            title=title,
            category=category,
            servings=servings,
            minutes=minutes,
            favorite=rng.random() < 0.25,
            ingredients=tuple(parts.split("|")),
            steps=tuple(steps.split("|")),
        )
        for title, category, servings, minutes, parts, steps in rng.sample(_RECIPES, rng.randrange(5, 11))
    )


def shopping(seed: int) -> tuple[ShoppingItem, ...]:
    rng = random.Random(f"shopping:{seed}")
    wanted = rng.sample(_SHOPPING, rng.randrange(0, 5))
    return tuple(ShoppingItem(text=text, checked=rng.random() < 0.25) for text in wanted)
