"""Queries in the manner of TravelPlanner's, in other words, and what each asks for.

Where from and to, the first day, days, cities, people, budget; then house rule, cuisines, room and
transport, as far as they are asked for.
"""

from __future__ import annotations

from typing import Any

#: Text, and its fields in the order of the docstring.
QUERIES: tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...] = (
    (
        "Please put together a three-day itinerary for two adults going from Tampa to Charlotte, "
        "March 2nd through March 4th, 2022. We can spend at most $1,750 in total.",
        ("Tampa", "Charlotte", "2022-03-02", 3, 1, 2, 1750),
        {},
    ),
    (
        "I'd like to get from Boise to Phoenix and stay for 3 days, leaving on March 9 and coming"
        " back on March 11, 2022. I'm on my own, with $900 to spend.",
        ("Boise", "Phoenix", "2022-03-09", 3, 1, 1, 900),
        {},
    ),
    (
        "Would you map out a 5 day trip for a family of five that starts in Cleveland and covers "
        "two cities in Georgia? We leave on 3/17/2022 and return on 3/21/2022, with $6,200 set "
        "aside. Children under 10 have to be welcome wherever we sleep.",
        ("Cleveland", "Georgia", "2022-03-17", 5, 2, 5, 6200),
        {"rule": "children under 10"},
    ),
    (
        "Our party of six wants to tour 3 cities in Florida for a week, from the 10th to the 16th"
        " of March 2022, setting off from Memphis. We have eighteen thousand dollars. No one "
        "among us wants to fly.",
        ("Memphis", "Florida", "2022-03-10", 7, 3, 6, 18000),
        {"transport": "no flight"},
    ),
    (
        "Could you arrange a vacation for a couple from Denver to Nashville between March 5th and"
        " March 7th, 2022? The two of us have $2,000, like Mexican and Indian food, and want an "
        "entire place to ourselves.",
        ("Denver", "Nashville", "2022-03-05", 3, 1, 2, 2000),
        {"cuisines": ["Indian", "Mexican"], "room": "entire room"},
    ),
    (
        "Help me organise a solo journey of 3 days from Buffalo to Atlanta starting on March "
        "18th, 2022. The total should not exceed 1,200 dollars. I smoke, so the place must allow "
        "it.",
        ("Buffalo", "Atlanta", "2022-03-18", 3, 1, 1, 1200),
        {"rule": "smoking"},
    ),
    (
        "We are four friends heading out of Seattle for five days, visiting 2 cities in "
        "California, March 20th to 24th, 2022. The budget is capped at $7,500. We plan to throw a"
        " party, so the accommodation needs to permit that. Please avoid self-driving.",
        ("Seattle", "California", "2022-03-20", 5, 2, 4, 7500),
        {"rule": "parties", "transport": "no self-driving"},
    ),
    (
        "Plan a trip for 3 from Kansas City to Chicago, March 11-13, 2022, on a budget of $2.5k. "
        "Our dog is coming along, so we need pet-friendly lodging. Private rooms, please.",
        ("Kansas City", "Chicago", "2022-03-11", 3, 1, 3, 2500),
        {"rule": "pets", "room": "private room"},
    ),
    (
        "I'm after a 7-day travel plan that begins in Omaha and takes in three cities of Colorado"
        " from March 6th to March 12th, 2022. There are two of us and our funds amount to $5,300."
        " We'd rather not share our room with strangers.",
        ("Omaha", "Colorado", "2022-03-06", 7, 3, 2, 5300),
        {"room": "not shared room"},
    ),
    (
        "What would a 3-day getaway from Houston to New Orleans look like for one traveler from "
        "March 25th to March 27th, 2022, for no more than $850? A shared room is fine, in fact I "
        "want one.",
        ("Houston", "New Orleans", "2022-03-25", 3, 1, 1, 850),
        {"room": "shared room"},
    ),
    (
        "Seven people are leaving Pittsburgh for a five-day tour of two Virginia cities, from "
        "March 12th until March 16th, 2022, with $9,900. We expect visitors at the place where we"
        " stay and want to eat Chinese, French and Mediterranean.",
        ("Pittsburgh", "Virginia", "2022-03-12", 5, 2, 7, 9900),
        {"rule": "visitors", "cuisines": ["Chinese", "French", "Mediterranean"]},
    ),
    (
        "Draft an itinerary departing St. Louis for Dallas for 2 people, 3 days, 2022-03-14 to "
        "2022-03-16, budget USD 1,600. Flying is out of the question.",
        ("St. Louis", "Dallas", "2022-03-14", 3, 1, 2, 1600),
        {"transport": "no flight"},
    ),
    (
        "Starting from Salt Lake City, I want to spend 5 days in Oregon and see 2 cities there, "
        "March 8th to March 12th, 2022. It's just me, and $3,000 is all I have. I would like to "
        "sample American and Italian kitchens.",
        ("Salt Lake City", "Oregon", "2022-03-08", 5, 2, 1, 3000),
        {"cuisines": ["American", "Italian"]},
    ),
    (
        "Our group of 8 needs a week in Texas with stops in 3 different cities, departing "
        "Minneapolis on March 14th, 2022 and getting home on March 20th, 2022. Spending limit: "
        "$22,000. Nobody wants to drive. Kids below ten travel with us, so they must be accepted.",
        ("Minneapolis", "Texas", "2022-03-14", 7, 3, 8, 22000),
        {"rule": "children under 10", "transport": "no self-driving"},
    ),
    (
        "My wife and I would love to go from Philadelphia to Savannah from March 22nd to March "
        "24th, 2022. We have saved 1900 dollars. We don't fly.",
        ("Philadelphia", "Savannah", "2022-03-22", 3, 1, 2, 1900),
        {"transport": "no flight"},
    ),
    (
        "Can you suggest a three day plan for 5 travelers between March 1st and March 3rd, 2022, "
        "from Los Angeles to Las Vegas? Money available: $4,400. We'd like to have friends over "
        "at our rental, and to have it all to ourselves.",
        ("Los Angeles", "Las Vegas", "2022-03-01", 3, 1, 5, 4400),
        {"rule": "visitors", "room": "entire room"},
    ),
    (
        "Looking for a 5-day trip covering 2 cities in Tennessee, with Cincinnati as the point of"
        " departure, running from the 23rd to the 27th of March, 2022. One person, $2,800 max. "
        "Rooms that allow smoking, and no sharing.",
        ("Cincinnati", "Tennessee", "2022-03-23", 5, 2, 1, 2800),
        {"rule": "smoking", "room": "not shared room"},
    ),
    (
        "Please design a 7-day trip for a group of three from Richmond through 3 cities in New "
        "York, from March 3rd to March 9th, 2022, at a cost of at most $8,700. We will be "
        "travelling with pets, and we hope to try Indian as well as Mexican dishes.",
        ("Richmond", "New York", "2022-03-03", 7, 3, 3, 8700),
        {"rule": "pets", "cuisines": ["Indian", "Mexican"]},
    ),
    (
        "I need a plan from Detroit to Miami for three days, 4th March 2022 to 6th March 2022, "
        "for myself and my brother. The maximum is $1,500. We prefer public transport over a "
        "rental car, so no self-driving.",
        ("Detroit", "Miami", "2022-03-04", 3, 1, 2, 1500),
        {"transport": "no self-driving"},
    ),
    (
        "Two of us are off from Sacramento to San Diego on March 16th, 2022, returning on March "
        "18th. We're working with a $1,300 budget and want a private room. Cuisine-wise we are "
        "into Mediterranean.",
        ("Sacramento", "San Diego", "2022-03-16", 3, 1, 2, 1300),
        {"cuisines": ["Mediterranean"], "room": "private room"},
    ),
    (
        "Assemble a five-day journey for a trio leaving from Milwaukee and calling at 2 cities in"
        " Missouri. Dates: March 19th through March 23rd, 2022. Budget: $4,050. The lodging must "
        "not forbid parties, and should be a whole apartment. We aren't taking any planes.",
        ("Milwaukee", "Missouri", "2022-03-19", 5, 2, 3, 4050),
        {"rule": "parties", "room": "entire room", "transport": "no flight"},
    ),
    (
        "We're a household of 4, kids under 10 included, who would like to travel from "
        "Indianapolis to Orlando from March 28th to March 30th, 2022, with a spending cap of "
        "$5,000. The accommodation should be okay with young children.",
        ("Indianapolis", "Orlando", "2022-03-28", 3, 1, 4, 5000),
        {"rule": "children under 10"},
    ),
    (
        "Make me a week-long plan: I start in Portland, see 3 cities in California, between March"
        " 15th and March 21st, 2022. I can afford $4,700. I won't be driving myself.",
        ("Portland", "California", "2022-03-15", 7, 3, 1, 4700),
        {"transport": "no self-driving"},
    ),
    (
        "How about a 3-day trip for 6 people from Baltimore to Boston? We'd go on March 10th and "
        "be back on March 12th, 2022. $5,600 is the ceiling. Everyone enjoys French, Italian, "
        "Chinese and American meals, and we require entire homes.",
        ("Baltimore", "Boston", "2022-03-10", 3, 1, 6, 5600),
        {"cuisines": ["American", "Chinese", "French", "Italian"], "room": "entire room"},
    ),
    (
        "Can you create a travel plan for a pair departing from Albuquerque to visit 2 cities in "
        "Arizona over 5 days, from March 2nd to March 6th, 2022? Our budget has been raised to "
        "$3,650. Guests must be allowed to visit us.",
        ("Albuquerque", "Arizona", "2022-03-02", 5, 2, 2, 3650),
        {"rule": "visitors"},
    ),
    (
        "A trip for one from Des Moines to Washington spanning March 26th to March 28th, 2022 is "
        "what I need. Keep it under $1,050. I'd prefer not to take a flight and would love Indian"
        " food.",
        ("Des Moines", "Washington", "2022-03-26", 3, 1, 1, 1050),
        {"cuisines": ["Indian"], "transport": "no flight"},
    ),
    (
        "Devise a 7 day travel itinerary for five, from Charlotte to three cities in "
        "Pennsylvania, starting March 21st and ending March 27th, 2022. We've budgeted fifteen "
        "thousand five hundred dollars. Shared rooms will do nicely: please book shared rooms.",
        ("Charlotte", "Pennsylvania", "2022-03-21", 7, 3, 5, 15500),
        {"room": "shared room"},
    ),
    (
        "I'm planning to go with my two children, both under 10, from Austin to Denver from March"
        " 7th to March 9th, 2022. Our spending money is $2,900, and we need a place suitable for "
        "children under 10.",
        ("Austin", "Denver", "2022-03-07", 3, 1, 3, 2900),
        {"rule": "children under 10"},
    ),
    (
        "Could I get a 3-day itinerary, Rochester to Fort Lauderdale, March 23rd-25th, 2022, 2 "
        "persons, $1,850? Rooms where one may smoke, entire units only, and no car driving by "
        "ourselves.",
        ("Rochester", "Fort Lauderdale", "2022-03-23", 3, 1, 2, 1850),
        {"rule": "smoking", "room": "entire room", "transport": "no self-driving"},
    ),
    (
        "Kindly prepare a trip plan from San Antonio for two that goes to 2 cities in Louisiana "
        "for 5 days, March 9th to March 13th, 2022. The overall budget stands at $2,450. "
        "Accommodation should offer private rooms and be pet friendly.",
        ("San Antonio", "Louisiana", "2022-03-09", 5, 2, 2, 2450),
        {"rule": "pets", "room": "private room"},
    ),
    (
        "Craft a 3 day journey from Oklahoma City to Santa Fe for a group of four, from March "
        "5th, 2022 to March 7th, 2022. Funds: $3,100. As for food, we are fond of Mexican. We "
        "have no wish to go by air.",
        ("Oklahoma City", "Santa Fe", "2022-03-05", 3, 1, 4, 3100),
        {"cuisines": ["Mexican"], "transport": "no flight"},
    ),
    (
        "I want to leave Newark on March 17th, 2022 and visit 3 cities in Florida in 7 days, "
        "ending on March 23rd, 2022. Just myself; budget $4,250; must be able to host small "
        "parties at the place.",
        ("Newark", "Florida", "2022-03-17", 7, 3, 1, 4250),
        {"rule": "parties"},
    ),
    (
        "For three persons: a 5-day excursion out of Knoxville into 2 cities in North Carolina, "
        "from March 24th to March 28th, 2022, costing no more than $3,300. We require lodgings in"
        " which we don't have to share rooms and where visitors are permitted.",
        ("Knoxville", "North Carolina", "2022-03-24", 5, 2, 3, 3300),
        {"rule": "visitors", "room": "not shared room"},
    ),
    (
        "We (2 people) intend to travel from Tulsa to Memphis for 3 days from the 13th of March "
        "to the 15th of March 2022. $1,250 is our limit. We would like to savor French and "
        "American cuisine during the stay.",
        ("Tulsa", "Memphis", "2022-03-13", 3, 1, 2, 1250),
        {"cuisines": ["American", "French"]},
    ),
    (
        "Could you sketch a 5-day plan for a solo traveller from Spokane, visiting 2 cities in "
        "Montana, March 4th - March 8th, 2022? My budget is 2 thousand dollars. I can't drive, so"
        " self-driving is not an option.",
        ("Spokane", "Montana", "2022-03-04", 5, 2, 1, 2000),
        {"transport": "no self-driving"},
    ),
    (
        "Help us plan 7 days in Ohio, 3 cities, for four adults, from Hartford, 18 to 24 March "
        "2022. We can pay up to $9,200. We like Chinese, Indian and Italian food; we want the "
        "entire place; we travel by land only, no flights.",
        ("Hartford", "Ohio", "2022-03-18", 7, 3, 4, 9200),
        {
            "cuisines": ["Chinese", "Indian", "Italian"],
            "room": "entire room",
            "transport": "no flight",
        },
    ),
    (
        "There will be 2 of us flying from Chicago to Tampa for the period March 29th to March "
        "31st, 2022. We'd like to keep costs below $1,700 and we're bringing our cat, so pets "
        "must be accepted.",
        ("Chicago", "Tampa", "2022-03-29", 3, 1, 2, 1700),
        {"rule": "pets"},
    ),
    (
        "Can you help with a 3-day plan? Origin: Reno. Destination: Los Angeles. Dates: March "
        "12th to March 14th, 2022. Travelers: 3. Budget: $2,750. Requirements: smoking permitted,"
        " private rooms, no self-driving.",
        ("Reno", "Los Angeles", "2022-03-12", 3, 1, 3, 2750),
        {"rule": "smoking", "room": "private room", "transport": "no self-driving"},
    ),
    (
        "Please devise an itinerary for my family of 4 to see two cities in Michigan in five "
        "days. We set out from Louisville on March 6th and finish on March 10th, 2022. We've a "
        "budget of $5,450, and a taste for Italian cooking.",
        ("Louisville", "Michigan", "2022-03-06", 5, 2, 4, 5450),
        {"cuisines": ["Italian"]},
    ),
    (
        "I'd appreciate a seven-day road trip plan, without any flights, for 2 people from "
        "Birmingham to Texas with visits to 3 cities from March 1st to March 7th, 2022. The "
        "budget for this adventure is $6,000, and non-shared rooms are a must.",
        ("Birmingham", "Texas", "2022-03-01", 7, 3, 2, 6000),
        {"room": "not shared room", "transport": "no flight"},
    ),
    (
        "Arrange three days for a single person from Providence to Philadelphia from March 19th "
        "to March 21st, 2022. The accommodation may be a shared room. I can go up to $700.",
        ("Providence", "Philadelphia", "2022-03-19", 3, 1, 1, 700),
        {"room": "shared room"},
    ),
    (
        "Our squad of 7 is going from Orlando to Houston, March 15th to 17th, 2022, for 3 days "
        "and has $8,000. The house rules have to allow for parties.",
        ("Orlando", "Houston", "2022-03-15", 3, 1, 7, 8000),
        {"rule": "parties"},
    ),
    (
        "Looking to spend 5 days and $3,900 on 2 cities in Wisconsin, leaving Chicago March 20th,"
        " 2022, back March 24th, 2022; party of two; we'd like American and Mexican food and a "
        "rental where children under 10 are fine.",
        ("Chicago", "Wisconsin", "2022-03-20", 5, 2, 2, 3900),
        {"rule": "children under 10", "cuisines": ["American", "Mexican"]},
    ),
    (
        "Propose a trip from Jackson to Kansas City for 2 people lasting 3 days (March 27th to "
        "March 29th, 2022). Budgetwise, we are at $1,450. Please make sure our lodging is not a "
        "shared room and do not include any flights.",
        ("Jackson", "Kansas City", "2022-03-27", 3, 1, 2, 1450),
        {"room": "not shared room", "transport": "no flight"},
    ),
    (
        "I plan to take off from Honolulu to explore 2 cities in Hawaii for 5 days, March 13th to"
        " March 17th, 2022. I'm alone with $3,500. I do not want to drive myself.",
        ("Honolulu", "Hawaii", "2022-03-13", 5, 2, 1, 3500),
        {"transport": "no self-driving"},
    ),
    (
        "We need a plan for the three of us from Dallas to San Francisco from March 3rd to March "
        "5th, 2022. All in all we have $3,850. We'd want to have Mediterranean, Chinese and "
        "Indian cuisine, and the right to have visitors.",
        ("Dallas", "San Francisco", "2022-03-03", 3, 1, 3, 3850),
        {"rule": "visitors", "cuisines": ["Chinese", "Indian", "Mediterranean"]},
    ),
    (
        "Generate a week's itinerary for a duo starting in Columbus and visiting 3 cities in "
        "Illinois from March 9th to March 15th, 2022, with the budget now revised to $5,150. We'd"
        " be glad of entire apartments and of French restaurants.",
        ("Columbus", "Illinois", "2022-03-09", 7, 3, 2, 5150),
        {"cuisines": ["French"], "room": "entire room"},
    ),
    (
        "I have 5 days, March 16th to March 20th, 2022, and $2,600. I want to begin in Norfolk "
        "and see 2 cities in South Carolina by myself. I'd rather avoid planes, and my place "
        "should let me keep my pet.",
        ("Norfolk", "South Carolina", "2022-03-16", 5, 2, 1, 2600),
        {"rule": "pets", "transport": "no flight"},
    ),
    (
        "Could you produce a travel schedule for a group of 5, from Phoenix to Denver, 3 days "
        "long, kicking off on March 8th, 2022 and wrapping up on March 10th, 2022? $4,950 is what"
        " we have. Self-driving is not something we're considering. Private rooms for all.",
        ("Phoenix", "Denver", "2022-03-08", 3, 1, 5, 4950),
        {"room": "private room", "transport": "no self-driving"},
    ),
    (
        "From Nashville, a single traveler, 7 days, 3 cities in Georgia, March 22nd to March "
        "28th, 2022, total cost up to $3,750. Diet: Indian, American, Chinese and French. Where I"
        " stay, smoking should be OK.",
        ("Nashville", "Georgia", "2022-03-22", 7, 3, 1, 3750),
        {"rule": "smoking", "cuisines": ["American", "Chinese", "French", "Indian"]},
    ),
    (
        "Please create a plan for me and three colleagues: we go from Boston to Chicago from "
        "March 30th to April 1st, 2022 for 3 days. Our joint budget is $4,600.",
        ("Boston", "Chicago", "2022-03-30", 3, 1, 4, 4600),
        {},
    ),
    (
        "Seeking a 5-day tour for 3 folks from Las Vegas through 2 cities in Utah; out on March "
        "18th, home on March 22nd, 2022. We can't go over $4,200. Nothing shared when it comes to"
        " rooms. We won't fly.",
        ("Las Vegas", "Utah", "2022-03-18", 5, 2, 3, 4200),
        {"room": "not shared room", "transport": "no flight"},
    ),
    (
        "The plan is for two guests leaving from Madison to go to Detroit between the 21st and "
        "the 23rd of March 2022. Allocate $1,550. The rental needs to accept our little ones who "
        "are younger than 10.",
        ("Madison", "Detroit", "2022-03-21", 3, 1, 2, 1550),
        {"rule": "children under 10"},
    ),
    (
        "I'd like to request a 7-day itinerary beginning in Atlanta with trips to 3 cities in "
        "Texas for a party of 4 between March 11th and March 17th, 2022. With $12,300 at our "
        "disposal, we wish for Mexican, American and Italian cuisines, entire rooms, and no "
        "self-driving.",
        ("Atlanta", "Texas", "2022-03-11", 7, 3, 4, 12300),
        {
            "cuisines": ["American", "Italian", "Mexican"],
            "room": "entire room",
            "transport": "no self-driving",
        },
    ),
    (
        "A 3-day break from Syracuse to Charlotte is on my mind, March 6th to March 8th, 2022, "
        "with my partner. Our wallet holds $1,800. Smoking should be permitted, and a meal or two"
        " should be Italian.",
        ("Syracuse", "Charlotte", "2022-03-06", 3, 1, 2, 1800),
        {"rule": "smoking", "cuisines": ["Italian"]},
    ),
    (
        "Let's go from El Paso to Austin! 3 days, March 24th to March 26th, 2022, 2 people, under"
        " $1,150, and we want to see the two of us in a private room with no house rule against "
        "guests.",
        ("El Paso", "Austin", "2022-03-24", 3, 1, 2, 1150),
        {"rule": "visitors", "room": "private room"},
    ),
    (
        "Please assist in planning a 5-day trip that starts from Fargo and includes 2 cities in "
        "Minnesota between March 7th and March 11th, 2022, tailored for one person with an outlay"
        " of $1,900. I have no desire to stay in a shared room.",
        ("Fargo", "Minnesota", "2022-03-07", 5, 2, 1, 1900),
        {"room": "not shared room"},
    ),
    (
        "For a group of 6 from Richmond to Myrtle Beach, from March 25th to March 27th, 2022, a "
        "3-day budget of $5,700 applies. We'd like a place where we can throw parties. Traveling "
        "by plane isn't desired.",
        ("Richmond", "Myrtle Beach", "2022-03-25", 3, 1, 6, 5700),
        {"rule": "parties", "transport": "no flight"},
    ),
    (
        "Help two travelers from Raleigh enjoy 3 cities in Virginia in one week, from March 13th "
        "through March 19th, 2022. They have $4,900 and would like to taste Chinese as well as "
        "Mediterranean cuisine. They prefer staying in private rooms.",
        ("Raleigh", "Virginia", "2022-03-13", 7, 3, 2, 4900),
        {"cuisines": ["Chinese", "Mediterranean"], "room": "private room"},
    ),
    (
        "Can you put a 3-day trip on paper from Billings to Seattle for 1 person from March 2nd "
        "to March 4th, 2022? The sum of $1,350 is available. The accommodation ought to be an "
        "entire room.",
        ("Billings", "Seattle", "2022-03-02", 3, 1, 1, 1350),
        {"room": "entire room"},
    ),
    (
        "Could you put together a travel itinerary for three travelers taking off from Denver and"
        " going to Tulsa for 3 days from March 8th to 10th, 2022, within a budget of $1,900? Pets"
        " should be allowed at our accommodations.",
        ("Denver", "Tulsa", "2022-03-08", 3, 1, 3, 1900),
        {"rule": "pets"},
    ),
    (
        "I'm in need of a 5-day itinerary for a group of 6 people leaving from Miami and touring "
        "2 cities in Ohio from March 14th to March 18th, 2022. With a budget set at $9,800, the "
        "lodgings should permit visitors. We'd like to experience French and Indian cuisines. "
        "Self-driving isn't our cup of tea.",
        ("Miami", "Ohio", "2022-03-14", 5, 2, 6, 9800),
        {"rule": "visitors", "cuisines": ["French", "Indian"], "transport": "no self-driving"},
    ),
    (
        "Assist us with a trip from Baton Rouge to Houston, 3 days, March 20th until March 22nd, "
        "2022. We're two people with 1,400 USD. The place must be one where smoking isn't "
        "prohibited, and it should be an entire room.",
        ("Baton Rouge", "Houston", "2022-03-20", 3, 1, 2, 1400),
        {"rule": "smoking", "room": "entire room"},
    ),
    (
        "For our upcoming 7-day vacation, my spouse and I will depart Grand Rapids and visit 3 "
        "cities in Texas from March 6th to March 12th, 2022. Our budget maxes out at $7,600. "
        "Traveling by air is not on our list.",
        ("Grand Rapids", "Texas", "2022-03-06", 7, 3, 2, 7600),
        {"transport": "no flight"},
    ),
    (
        "Kindly outline a three-day journey from Indianapolis to Newark for one, between March "
        "15th and 17th, 2022, spending no more than $1,000. A room that isn't shared is "
        "preferred.",
        ("Indianapolis", "Newark", "2022-03-15", 3, 1, 1, 1000),
        {"room": "not shared room"},
    ),
    (
        "We'd like help planning a trip for a family of 4 from Salt Lake City to San Diego, March"
        " 21st - March 23rd, 2022, under a $3,900 budget; our kids are under 10 and the "
        "accommodation has to take that into account.",
        ("Salt Lake City", "San Diego", "2022-03-21", 3, 1, 4, 3900),
        {"rule": "children under 10"},
    ),
    (
        "Please organize a 5-day trip originating in Omaha, taking me through 2 cities in Kansas "
        "from March 3rd to March 7th, 2022. I have $2,100. I'd appreciate it if my accommodations"
        " were pet-friendly and offered a private room, and I'd rather travel without flying.",
        ("Omaha", "Kansas", "2022-03-03", 5, 2, 1, 2100),
        {"rule": "pets", "room": "private room", "transport": "no flight"},
    ),
    (
        "My friends and I, 5 in all, want to visit Austin from Memphis from March 11th to March "
        "13th, 2022. We have a collective budget of $4,200 and want to party at the place where "
        "we stay.",
        ("Memphis", "Austin", "2022-03-11", 3, 1, 5, 4200),
        {"rule": "parties"},
    ),
    (
        "Our family of three plans a week in Colorado, visiting 3 cities, leaving from Wichita on"
        " March 13th, 2022 and returning on March 19th. The budget is $6,450. For food, we are "
        "looking at Mexican, Italian and Mediterranean. We do not intend to use a car ourselves.",
        ("Wichita", "Colorado", "2022-03-13", 7, 3, 3, 6450),
        {"cuisines": ["Italian", "Mediterranean", "Mexican"], "transport": "no self-driving"},
    ),
    (
        "Need: 3-day trip, Cleveland to Orlando, 2 adults, 5th to 7th March 2022, $1,650 total, "
        "shared rooms acceptable.",
        ("Cleveland", "Orlando", "2022-03-05", 3, 1, 2, 1650),
        {"room": "shared room"},
    ),
    (
        "Seeking assistance in planning a 3-day solo expedition from Little Rock to St. Louis, "
        "spanning March 28th to March 30th, 2022, with a price ceiling of $880. Chinese cuisine "
        "would be ideal.",
        ("Little Rock", "St. Louis", "2022-03-28", 3, 1, 1, 880),
        {"cuisines": ["Chinese"]},
    ),
    (
        "Could you devise a travel strategy for eight people departing Chicago and covering 2 "
        "Florida cities over 5 days, March 22nd to March 26th, 2022? We can put up $14,500 "
        "between us. We require entire homes and the freedom to smoke.",
        ("Chicago", "Florida", "2022-03-22", 5, 2, 8, 14500),
        {"rule": "smoking", "room": "entire room"},
    ),
    (
        "We would like to embark on a 7-day tour of Georgia, exploring 3 cities, from Louisville,"
        " between March 16th and March 22nd, 2022. There's two of us and the budget is $4,800. "
        "We're not interested in flights and we would like a room not shared with other guests.",
        ("Louisville", "Georgia", "2022-03-16", 7, 3, 2, 4800),
        {"room": "not shared room", "transport": "no flight"},
    ),
    (
        "Set up a trip for 4 from Norfolk to Atlanta, March 10th to March 12th, 2022. Budget: "
        "$3,250. Nobody in the group holds a driving licence, so no self-driving please. We enjoy"
        " American and Chinese dining.",
        ("Norfolk", "Atlanta", "2022-03-10", 3, 1, 4, 3250),
        {"cuisines": ["American", "Chinese"], "transport": "no self-driving"},
    ),
    (
        "Plan my 3-day stay in Savannah. I start in Charlotte on March 4th, 2022 and return on "
        "March 6th, 2022. I'm willing to pay $1,150. I need somewhere that lets visitors in.",
        ("Charlotte", "Savannah", "2022-03-04", 3, 1, 1, 1150),
        {"rule": "visitors"},
    ),
    (
        "A couple wishes to travel from Pittsburgh through 2 cities in New York state in 5 days, "
        "March 18th to 22nd, 2022, for under $3,500. They have two cats with them, so cats need "
        "to be allowed.",
        ("Pittsburgh", "New York", "2022-03-18", 5, 2, 2, 3500),
        {"rule": "pets"},
    ),
    (
        "Can I have a 3-day plan for two from Sarasota to Chicago commencing March 22nd, 2022 "
        "through March 24th, 2022 with $2,300 to spare? The apartment must be child-friendly for "
        "children under 10, and we prefer not to share.",
        ("Sarasota", "Chicago", "2022-03-22", 3, 1, 2, 2300),
        {"rule": "children under 10", "room": "not shared room"},
    ),
    (
        "Construct a 7-day itinerary for a group of 9, starting at Phoenix, with 3 cities in "
        "California, from March 2nd to March 8th, 2022. We set aside $25,000. We intend to hold "
        "parties and we want whole houses. Italian, French, Indian and Chinese restaurants "
        "please.",
        ("Phoenix", "California", "2022-03-02", 7, 3, 9, 25000),
        {
            "rule": "parties",
            "cuisines": ["Chinese", "French", "Indian", "Italian"],
            "room": "entire room",
        },
    ),
    (
        "We're a team of five going from Lubbock to Dallas from March 26th to March 28th, 2022 "
        "and have a budget of $2,950 for three days. Any flights should be left out.",
        ("Lubbock", "Dallas", "2022-03-26", 3, 1, 5, 2950),
        {"transport": "no flight"},
    ),
    (
        "Help a lone traveler plan 5 days and 2 cities in Virginia, leaving from Boston on March "
        "9th, 2022 until March 13th, 2022, having $2,750 available. Accommodation: private room. "
        "Food: Mediterranean and American. Transport: anything but self-driving.",
        ("Boston", "Virginia", "2022-03-09", 5, 2, 1, 2750),
        {
            "cuisines": ["American", "Mediterranean"],
            "room": "private room",
            "transport": "no self-driving",
        },
    ),
    (
        "Give the two of us an itinerary for 3 days in Myrtle Beach out of Richmond, from March "
        "17th to March 19th, 2022. We have twelve hundred dollars. We want our parents to be able"
        " to visit us at the rental, so visitors must be OK.",
        ("Richmond", "Myrtle Beach", "2022-03-17", 3, 1, 2, 1200),
        {"rule": "visitors"},
    ),
    (
        "Can you map a 5-day trip from Fresno to 2 cities in Nevada, March 1st through March 5th,"
        " 2022, for four people with $5,050? Please find accommodations that don't mind smoking. "
        "No air travel.",
        ("Fresno", "Nevada", "2022-03-01", 5, 2, 4, 5050),
        {"rule": "smoking", "transport": "no flight"},
    ),
    (
        "I'm searching for a 3-day trip plan for one person, from Flagstaff to Seattle, from "
        "March 24th to March 26th, 2022. Budget is $1,250. My hotel room shouldn't be shared with"
        " others.",
        ("Flagstaff", "Seattle", "2022-03-24", 3, 1, 1, 1250),
        {"room": "not shared room"},
    ),
    (
        "We, a party of 3, hope to drive nowhere ourselves while visiting 3 cities in "
        "Pennsylvania from Buffalo within a week: March 7th to March 13th, 2022. $6,900 is what "
        "we can spend.",
        ("Buffalo", "Pennsylvania", "2022-03-07", 7, 3, 3, 6900),
        {"transport": "no self-driving"},
    ),
    (
        "Please prepare a plan for 2 people going from El Paso to San Antonio between March 12th "
        "and March 14th, 2022. Our expenses shouldn't top $1,350. We wish to eat Mexican and "
        "Indian dishes and to have our own private rooms.",
        ("El Paso", "San Antonio", "2022-03-12", 3, 1, 2, 1350),
        {"cuisines": ["Indian", "Mexican"], "room": "private room"},
    ),
    (
        "Trip request: origin Spokane; destination Portland; March 19th to March 21st, 2022; 2 "
        "people; budget $1,500; pets yes; no flights.",
        ("Spokane", "Portland", "2022-03-19", 3, 1, 2, 1500),
        {"rule": "pets", "transport": "no flight"},
    ),
    (
        "I want to travel with 6 others from Des Moines to Minneapolis from March 25th to March "
        "27th, 2022. All seven of us can contribute to a total of $5,600. An entire house is a "
        "must.",
        ("Des Moines", "Minneapolis", "2022-03-25", 3, 1, 7, 5600),
        {"room": "entire room"},
    ),
    (
        "Could you assist in arranging a 5-day trip for 2 beginning in Nashville and including "
        "stops in 2 cities in Alabama? We'll travel from March 15th to March 19th, 2022. Our "
        "revised budget is $2,600. We'd favor accommodations that are child friendly, for "
        "children under the age of 10, and we don't plan on driving.",
        ("Nashville", "Alabama", "2022-03-15", 5, 2, 2, 2600),
        {"rule": "children under 10", "transport": "no self-driving"},
    ),
    (
        "Provide a 3-day getaway for a group of 4 from Columbus to Nashville running March 18 "
        "through March 20, 2022, on $2,850. We'd be happiest with French fare. The house should "
        "welcome pets and must not be shared.",
        ("Columbus", "Nashville", "2022-03-18", 3, 1, 4, 2850),
        {"rule": "pets", "cuisines": ["French"], "room": "not shared room"},
    ),
    (
        "Let me have a seven-day plan for two persons, from Tampa to 3 cities in North Carolina, "
        "March 20th to March 26th, 2022, for up to $5,700. Our transportation should exclude "
        "flights. Our rooms should be entire units that permit parties.",
        ("Tampa", "North Carolina", "2022-03-20", 7, 3, 2, 5700),
        {"rule": "parties", "room": "entire room", "transport": "no flight"},
    ),
)
