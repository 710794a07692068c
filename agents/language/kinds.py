"""What people call kinds of places and cuisines -> the words of the taxonomy, tags and cuisines."""

from __future__ import annotations

import re
from functools import lru_cache

#: Interest key -> what people call it, as a pattern.
KINDS = {
    "modern_art": r"(?:modern|contemporary) art",
    "street_food": r"street[- ]food|hawker (?:stalls?|cent(?:er|re)s?)|food (?:stalls?|trucks?)",
    "art": r"(?:the )?(?:fine |visual |street )?arts?(?! gall)"
r"|murals?|graffiti|paintings?|sculptures?",
    "museum": r"museums?",
    "gallery": r"(?:art )?galler(?:y|ies)",
    "historic_site": r"(?:historical|historic|ancient|archa?eological|roman|revolutionary) "
r"(?:and \w+ )?(?:sites?|places?|spots?|attractions?|ruins?|sights?)|ruins"
r"|archa?eology|antiquity",
    "history": r"history|historical (?:stuff|things)|historic(?:al)?(?: city)? cent(?:er|re)s?",
    "architecture": r"architecture|(?:old|historic|beautiful|modern) buildings?",
    "religious_site": r"church(?:es)?|temples?|shrines?|cathedrals?|mosques?|synagogues?"
    r"|monaster(?:y"
r"|ies)|basilicas?|(?:religious|holy|sacred) (?:sites?|places|buildings)",
    "palace": r"palaces?|castles?|royal palaces?",
    "monument": r"monuments?|statues?|memorials?",
    "must_see": r"(?:(?:famous|popular|well-known|iconic|main|major|top|key|big|touristy?|classic"
r"|best|unique) )+(?:[\w-]+ )?(?:sights?|attractions?|landmarks?|spots?|places"
r"|highlights?|sites)|highlights|landmarks?|must[- ]sees?|tourist traps?"
r"|sightseeing|iconic sights",
    "hidden_gem": r"hidden gems?|off the beaten (?:track|path)|lesser[- ]known (?:places|sights"
r"|spots)|secret (?:places|spots)|obscure (?:places|spots)|local secrets"
r"|undiscovered places",
    "square": r"(?:(?:city|town|public) )?(?:squares|piazzas|piazze|plazas)",
    "viewpoint": r"viewpoints?|views?|panoramas?|scenic (?:spots?|views?)|city views?|skylines?"
r"|rooftops?|observation decks?",
    "park": r"parks?|green spaces?",
    "garden": r"gardens?|botanical gardens?",
    "nature": r"nature|natural (?:landscapes?|scenery|sights?|beauty|sites?)|landscapes?|scenery"
r"|hik(?:es?|ing)|trails?|outdoors|outdoor (?:activities|stuff|things)|mountains?"
r"|forests?|wildlife",
    "beach": r"beach(?:es)?|the seaside|swimming in the sea",
    "waterfront": r"waterfronts?|canals?|harbou?rs?|rivers?|riversides?",
    "zoo": r"zoos?|aquariums?|animals",
    "theme_park": r"theme parks?|amusement parks?|roller ?coasters?|rides",
    "market": r"(?:(?:local|food|flea|farmers'?|street|night|traditional) )*markets?|bazaars?",
    "shopping": r"shop(?:s|ping)?|malls?|boutiques|souvenirs?|fashion|bookshops|vintage shops",
    "neighbourhood": r"(?:wandering|strolling|walking) (?:around|about|the streets|neighbou?rhoods)"
r"|neighbou?rhoods?|wandering|strolling",
    "performance": r"theat(?:er|re)s?|opera|concerts?|ballet|live (?:music|shows?|performances?)"
r"|performances?|(?:broadway|musical|live|comedy) shows?|shows|musicals?|plays",
    "music": r"music|jazz",
    "nightlife": r"nightlife|night[- ]?clubs?|clubb?ing|clubs|part(?:ies|ying)|dancing",
    "bar": r"bars?|pubs?|cocktails?|wine bars|craft beer|breweries",
    "wine": r"wines?|wine tasting|wineries",
    "coffee": r"coffee|coffee (?:shops?|houses?)",
    "cafe": r"caf[eé]s?",
    "bakery": r"baker(?:y|ies)|pastr(?:y|ies)|cakes?",
    "gelato": r"gelato|ice[- ]creams?",
    "bath": r"spas?|baths?|hot springs?|onsens?|saunas?|thermal baths|hammams?|wellness",
    "sport": r"sports?|football|soccer"
r"|baseball|basketball|tennis|ice hockey|stadiums?|cycling routes|surfing",
    "tour": r"(?:guided |boat |walking |bus |food )*tours?|boat trips?|cruises?|canal cruises?",
    "photography": r"photography|photos?|photo (?:spots?|ops?)|taking (?:pictures|photos)|instagram"
r"(?:mable)?(?: spots| places)?|check-in spots",
    "science": r"science|technology|space|planetariums?|natural history",
    "design": r"design|interior design",
    "literature": r"literature|books|writers|poetry",
    "cinema": r"cinema|films?|movies",
    "unesco": r"(?:unesco )?world heritage(?: sites?)?|unesco(?: sites?)?",
    "royal": r"royal(?:ty| history| family)?|monarchy",
    "religion": r"religion|spirituality|pilgrimage",
    "romantic": r"romantic (?:places?|spots?|things?|stuff|walks?|dinners?)|romance|romantic",
    "quiet": r"quiet(?: and \w+)? (?:places?|spots?|corners?)|peace and quiet|tranquil(?:lity"
r"| places?)|calm places",
    "kids": r"(?:kid|child|family)[- ]?friendly (?:stuff|things|places|activities|sights"
r"|attractions|museums)|playgrounds?|things? for (?:the )?(?:kids|children)"
r"|activities for (?:the )?(?:kids|children)",
    "local": r"local (?:culture|life|customs?(?: and culture)?|experiences?|flavou?rs?|places"
r"|spots|characteristics)|the locals|culture|cultural (?:sites?|attractions?"
r"|sights?|places|experiences?|activities|and historical (?:sites|attractions))"
r"|customs|folk culture|ethnic customs",
    "food": r"(?:(?:good|local|great|authentic|traditional|special|regional|the|delicious"
r"|fine) )*(?:food|cuisine|eating|restaurants|dining|dishes|delicac(?:y|ies)"
r"|specialties|gastronomy|snacks)|foodie(?:s| stuff| things)?|eating out",
    "cherry_blossom": r"cherry blossoms?|sakura",
    "autumn_leaves": r"autumn (?:leaves|colou?rs)|fall (?:foliage|colou?rs)|foliage",
    "garden ": r"flowers",
}  # fmt: skip
KINDS["garden"] += "|" + KINDS.pop("garden ")
#: Cuisines, and dishes that one eats as one eats a cuisine.
CUISINES = [
    "afghan",
    "american",
    "argentinian",
    "asian",
    "australian",
    "austrian",
    "balinese",
    "bbq",
    "barbecue",
    "belgian",
    "brazilian",
    "british",
    "burgers",
    "burmese",
    "cajun",
    "cantonese",
    "caribbean",
    "chinese",
    "colombian",
    "cuban",
    "danish",
    "dumplings",
    "dutch",
    "egyptian",
    "ethiopian",
    "european",
    "fastfood",
    "filipino",
    "french",
    "fusion",
    "georgian",
    "german",
    "greek",
    "hawaiian",
    "hunan",
    "hungarian",
    "indian",
    "indonesian",
    "iranian",
    "irish",
    "israeli",
    "italian",
    "jamaican",
    "japanese",
    "jewish",
    "kaiseki",
    "korean",
    "latin",
    "lebanese",
    "malaysian",
    "mediterranean",
    "mexican",
    "mongolian",
    "moroccan",
    "neapolitan",
    "nepalese",
    "noodles",
    "nordic",
    "norwegian",
    "pakistani",
    "pasta",
    "persian",
    "peruvian",
    "pizza",
    "polish",
    "portuguese",
    "ramen",
    "roman",
    "russian",
    "scandinavian",
    "seafood",
    "sichuan",
    "sicilian",
    "singaporean",
    "smorrebrod",
    "smørrebrød",
    "spanish",
    "steak",
    "sushi",
    "swedish",
    "swiss",
    "szechuan",
    "taiwanese",
    "tapas",
    "tempura",
    "thai",
    "tibetan",
    "turkish",
    "tuscan",
    "udon",
    "ukrainian",
    "vietnamese",
]
#: Compound cuisines, written in two words.
_TWO = (
    "fast food|hot ?pot|fish and chips|dim sum|middle eastern|south indian|north indian"
    "|fine dining|bubble tea|tea|desserts?|buffets?"
)
CUISINE = rf"(?:{'|'.join(sorted(CUISINES, key=len, reverse=True))}|{_TWO})"
#: What is looked for by name of its kind, as in "the closest pharmacy": kind -> category.
_FOUND_AS = {
    "restaurant": r"restaurants?|places? to eat|meals?|somewhere to eat|diners?|eater(?:y|ies)"
r"|food spots?|spot to eat|dinner|lunch",
    "hotel": r"hotels?", "hostel": r"hostels?", "airport": r"airports?",
    "station": r"(?:railway |train )?stations?",
    "fast_food": r"fast[- ]food(?: places?)?|burger (?:joints?|places?)",
    "sight": r"attractions?|sights?|things? to (?:see|do)|places? to (?:see|visit)|spots?"
r"|landmarks?",
}  # fmt: skip
KIND = rf"(?:{'|'.join(KINDS.values())})"
WANTED = rf"(?:{'|'.join((*_FOUND_AS.values(), *KINDS.values()))})"


@lru_cache(maxsize=1024)
def kind_of(text: str) -> str | None:
    """The interest that a phrase stands for."""
    return next((key for key, regex in KINDS.items() if re.fullmatch(regex, text)), None)


@lru_cache(maxsize=1024)
def wanted_kind(text: str) -> str | None:
    """The category, tag or group that a kind of place looked for stands for."""
    return next((k for k, regex in _FOUND_AS.items() if re.fullmatch(regex, text)), kind_of(text))
