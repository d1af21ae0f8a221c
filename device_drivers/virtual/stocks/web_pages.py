"""The web as small pages on made-up hosts: `$words` are drawn by the seed, `{{name}}` by what is sent."""

from __future__ import annotations

PAGES: dict[str, str] = {
    "https://harbornews.example/": """
<title>Harbor News</title><header><h1>Harbor News</h1><nav><a href="/">Home</a>
<a href="/weather">Weather</a> <a href="/subscribe">Newsletter</a></nav></header>
<main><article><h2><a href="/ferry">New ferry timetable starts in $month</a></h2>
<p>The first boat leaves earlier than before.</p></article>
<article><h2><a href="/market">Night market returns to Quay Street</a></h2>
<p>More than $stalls stalls are expected.</p></article>
<article><h2><a href="/bridge">Old swing bridge to be repainted</a></h2>
<p>Residents chose the colour in a vote.</p></article></main>
<footer>Harbor News, 14 Quay Street</footer>""",
    "https://harbornews.example/ferry": """
<title>New ferry timetable - Harbor News</title><h1>New ferry timetable starts in $month</h1>
<p>From $month the first ferry to the island leaves at $ferry. Boats run every $gap minutes until noon
and once an hour after that.</p><h2>Fares</h2><table><tr><th>Ticket</th><th>Price</th></tr>
<tr><td>Single</td><td>$single</td></tr><tr><td>Day ticket</td><td>$dayticket</td></tr>
<tr><td>Bicycle</td><td>$bicycle</td></tr></table><p>Children under six travel free.</p>
<p><a href="/">Back to all news</a></p>""",
    "https://harbornews.example/market": """
<title>Night market - Harbor News</title><h1>Night market returns to Quay Street</h1>
<p>The market opens every Friday at 18:00 with $stalls stalls. The longest queue is usually at the
dumpling stand.</p><p>Parking is limited; take bus $bus.</p><p><a href="/">Back to all news</a></p>""",
    "https://harbornews.example/bridge": """
<title>Swing bridge - Harbor News</title><h1>Old swing bridge to be repainted</h1>
<p>The bridge will be $colour. Work takes $weeks weeks, and pedestrians can cross at all times.</p>
<p><a href="/">Back to all news</a></p>""",
    "https://harbornews.example/weather": """
<title>Weather - Harbor News</title><h1>Weather</h1><table><tr><th>Day</th><th>Sky</th><th>High</th></tr>
<tr><td>Today</td><td>Cloudy</td><td>$t1 °C</td></tr><tr><td>Tomorrow</td><td>Sunny</td><td>$t2 °C</td></tr>
<tr><td>After that</td><td>Rain</td><td>$t3 °C</td></tr></table><p><a href="/">Back to all news</a></p>""",
    "https://harbornews.example/subscribe": """
<title>Newsletter - Harbor News</title><h1>Newsletter</h1><form action="/subscribed" method="post">
<p><label>Email address <input id="email" name="email" type="email" placeholder="you@mail.example" required>
</label></p>
<p><label>How often <select id="often" name="often"><option value="daily">Every day</option>
<option value="weekly" selected>Every week</option><option value="monthly">Every month</option></select>
</label></p>
<fieldset><legend>Topics</legend><label><input type="checkbox" name="topic" value="local" checked> Local
</label>
<label><input type="checkbox" name="topic" value="sports"> Sports</label>
<label><input type="checkbox" name="topic" value="culture"> Culture</label></fieldset>
<button id="send" type="submit">Subscribe</button></form>""",
    "https://harbornews.example/subscribed": """
<title>Thank you - Harbor News</title><h1>Thank you</h1>
<p>{{email}} is on the list. You will hear from us: {{often}}.</p><p><a href="/">Back to all news</a></p>""",
    "https://pinegoods.example/": """
<title>Pine Goods</title><h1>Pine Goods</h1><p>Things for cabin and kitchen.</p>
<form action="/" method="get">
<input id="q" name="q" type="search" placeholder="Search products" aria-label="Search products">
<button type="submit">Search</button></form><h2>Products</h2><ul>
<li data-match="q"><a href="/kettle">Enamel kettle</a> <p>$kettle</p></li>
<li data-match="q"><a href="/lantern">Storm lantern</a> <p>$lantern</p></li>
<li data-match="q"><a href="/blanket">Wool blanket</a> <p>$blanket</p></li>
<li data-match="q"><a href="/mug">Birch mug</a> <p>$mug</p></li></ul>
<p><a href="/help">Delivery and returns</a></p>""",
    "https://pinegoods.example/kettle": """
<title>Enamel kettle - Pine Goods</title><h1>Enamel kettle</h1><img alt="A blue kettle on a stove">
<p>$kettle</p>
<p>Holds 1.8 litres. In stock: $stock.</p><form action="/basket" method="post">
<input type="hidden" name="item" value="Enamel kettle">
<p><label>Colour <select id="colour" name="colour"><option>Blue</option><option>Cream</option><option>Red
</option></select></label></p>
<p><label>Quantity <input id="quantity" name="quantity" type="number" value="1" required></label></p>
<label><input id="gift" type="checkbox" name="gift" value="yes"> Gift wrapping</label>
<button id="add" type="submit">Add to basket</button></form><p><a href="/">All products</a></p>""",
    "https://pinegoods.example/lantern": """
<title>Storm lantern - Pine Goods</title><h1>Storm lantern</h1><img alt="A lantern on a porch"><p>$lantern</p>
<p>Burns $burns hours on one filling.</p><form action="/basket" method="post">
<input type="hidden" name="item" value="Storm lantern">
<p><label>Quantity <input id="quantity" name="quantity" type="number" value="1" required></label></p>
<button id="add" type="submit">Add to basket</button></form><p><a href="/">All products</a></p>""",
    "https://pinegoods.example/blanket": """
<title>Wool blanket - Pine Goods</title><h1>Wool blanket</h1><p>$blanket</p>
<p>140 by 200 cm, washable at 30 °C.</p>
<form action="/basket" method="post"><input type="hidden" name="item" value="Wool blanket">
<fieldset><legend>Pattern</legend><label><input type="radio" name="pattern" value="plain" checked> Plain
</label>
<label><input type="radio" name="pattern" value="striped"> Striped</label></fieldset>
<p><label>Quantity <input id="quantity" name="quantity" type="number" value="1" required></label></p>
<button id="add" type="submit">Add to basket</button></form><p><a href="/">All products</a></p>""",
    "https://pinegoods.example/mug": """
<title>Birch mug - Pine Goods</title><h1>Birch mug</h1><p>$mug</p><p>Sold out until $month.</p>
<p><a href="/">All products</a></p>""",
    "https://pinegoods.example/basket": """
<title>Basket - Pine Goods</title><h1>Basket</h1><p>Added: {{quantity}} x {{item}} {{colour}} {{pattern}}</p>
<p><a href="/">Go on shopping</a></p>""",
    "https://pinegoods.example/help": """
<title>Delivery and returns - Pine Goods</title><h1>Delivery and returns</h1><h2>Delivery</h2>
<p>Parcels take $parcel working days. Orders over $free are delivered free of charge.</p><h2>Returns</h2>
<ol><li>Write to returns@pinegoods.example within $returns days.</li><li>Put the form into the parcel.</li>
<li>Bring it to any post office.</li></ol><p><a href="/">All products</a></p>""",
    "https://library.maplewood.example/": """
<title>Maplewood Library</title><h1>Maplewood Library</h1><nav><a href="/hours">Opening hours</a>
<a href="/rooms">Book a study room</a> <a href="/card">Library card</a></nav>
<p>Two floors of books, a quiet garden and $computers computers for everybody.</p>""",
    "https://library.maplewood.example/hours": """
<title>Opening hours - Maplewood Library</title><h1>Opening hours</h1><table><tr><th>Day</th><th>Hours</th>
</tr>
<tr><td>Monday</td><td>closed</td></tr><tr><td>Tuesday to Friday</td><td>$opens - 19:00</td></tr>
<tr><td>Saturday</td><td>10:00 - $closes</td></tr><tr><td>Sunday</td><td>closed</td></tr></table>
<p><a href="/">Home</a></p>""",
    "https://library.maplewood.example/rooms": """
<title>Book a study room - Maplewood Library</title><h1>Book a study room</h1>
<form id="booking" action="/booked" method="post">
<p><label>Your name <input id="name" name="name" required></label></p>
<p><label>Date <input id="date" name="date" type="date" placeholder="YYYY-MM-DD" required></label></p>
<p><label>Time <select id="time" name="time"><option>10:00</option><option>12:00</option><option>14:00
</option><option>16:00</option></select></label></p>
<fieldset><legend>Room</legend><label><input type="radio" name="room" value="Oak" checked> Oak (4 seats)
</label>
<label><input type="radio" name="room" value="Elm"> Elm (8 seats)</label></fieldset>
<label><input id="screen" type="checkbox" name="screen" value="yes"> We need a screen</label>
<p><label>Remarks <textarea id="remarks" name="remarks" placeholder="Anything else?"></textarea></label></p>
<button id="book" type="submit">Book room</button> <button type="reset">Start over</button></form>""",
    "https://library.maplewood.example/booked": """
<title>Room booked - Maplewood Library</title><h1>Room booked</h1>
<p>{{room}} is yours on {{date}} at {{time}}, {{name}}.</p><p><a href="/">Home</a></p>""",
    "https://library.maplewood.example/card": """
<title>Library card - Maplewood Library</title><h1>Library card</h1><p>A card costs $card a year and is free
for everybody under 18.</p><h2>Sign in</h2><form action="/account" method="post">
<p><label>Card number <input id="card" name="card" type="tel" required></label></p>
<p><label>PIN <input id="pin" name="pin" type="password" required></label></p>
<button id="signin" type="submit">Sign in</button></form>""",
    "https://library.maplewood.example/account": """
<title>Account - Maplewood Library</title><h1>Account</h1><p>Card {{card}}</p><h2>Borrowed</h2>
<ul><li>Winds of the North Coast, due in $due days</li><li>Knots and Splices, due in 2 weeks</li></ul>
<p><a href="/">Home</a></p>""",
    "https://commonpedia.example/": """
<title>Commonpedia</title><h1>Commonpedia</h1><p>An encyclopedia of everyday things.</p>
<form action="/" method="get">
<input id="q" name="q" type="search" placeholder="Search articles" aria-label="Search articles">
<button type="submit">Go</button></form><ul><li data-match="q"><a href="/lighthouse">Lighthouse</a></li>
<li data-match="q"><a href="/heron">Grey heron</a></li><li data-match="q"><a href="/rye-bread">Rye bread</a>
</li></ul>""",
    "https://commonpedia.example/lighthouse": """
<title>Lighthouse - Commonpedia</title><h1>Lighthouse</h1><p>A lighthouse is a tower with a strong light that
shows ships the way or warns them of rocks.</p><h2>Light</h2><p>Every lighthouse has a pattern of flashes of
its own. The one on Gull Point flashes $flashes times every 15 seconds.</p><h2>Height</h2>
<p>The tower on Gull Point is $tower metres high and was built in $built.</p><h2>Keepers</h2>
<p>Keepers wound the clockwork, trimmed the wick and wrote a diary of the weather. The last keeper of Gull
Point left in 1987, when the light was made automatic.</p><h2>See also</h2>
<ul><li><a href="/heron">Grey heron</a></li></ul>""",
    "https://commonpedia.example/heron": """
<title>Grey heron - Commonpedia</title><h1>Grey heron</h1>
<p>The grey heron is a long-legged bird of rivers and
lakes. It is up to $heron cm tall.</p><h2>Food</h2><p>Herons eat fish, frogs and sometimes mice. They stand
still for a long time before they strike.</p><h2>Nest</h2><p>Both parents sit on the $eggs eggs.</p>""",
    "https://commonpedia.example/rye-bread": """
<title>Rye bread - Commonpedia</title><h1>Rye bread</h1><p>Rye bread is made of rye flour and sourdough.</p>
<h2>Recipe</h2><ol><li>Mix 500 g rye flour with 400 ml water and the sourdough.</li>
<li>Let it rise for $rise hours.</li><li>Bake it at $oven °C for 50 minutes.</li></ol>""",
}
