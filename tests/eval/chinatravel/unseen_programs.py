"""Programs in other words than the benchmark's: read, recognised, fulfilled."""

CAN = (
    """
a = 2
seen = sum(1 for a in allactivities(plan) if activity_type(a) == 'attraction')
result = seen >= a
""",
    """
names = [activity_position(a) for a in allactivities(plan) if activity_type(a) == 'dinner']
result = sum(names) != 3 if False else len(names) == 1
""",
    """
spent = 0
for act in allactivities(plan):
    spent = spent + activity_cost(act)
    spent = spent + innercity_transport_cost(activity_transports(act))
result = 900 >= spent
""",
    """
limit = 450 * people_count(plan)
spent = 0
for act in allactivities(plan):
    c = activity_cost(act)
    spent += c
result = spent <= limit
""",
    """
result = sum(activity_cost(a) for a in allactivities(plan)) <= 900
""",
    """
costs = [activity_cost(a) for a in allactivities(plan) if activity_type(a) in ('lunch', 'dinner')]
result = sum(costs) < 400
""",
    """
result = any(activity_position(a) == 'Bel tower' for a in allactivities(plan))
""",
    """
result = all(activity_type(a) != 'airplane' for a in allactivities(plan))
""",
    """
result = not any(
    innercity_transport_type(activity_transports(a)) == 'taxi' for a in allactivities(plan)
)
""",
    """
seen = {activity_position(a) for a in allactivities(plan) if activity_type(a) == 'attraction'}
result = seen >= {'Bel tower', 'Bel market'}
""",
    """
seen = set(activity_position(a) for a in allactivities(plan) if activity_type(a) == 'attraction')
result = 'Bel tower' in seen and 'Bel market' in seen
""",
    """
names = [activity_position(a) for a in allactivities(plan)]
result = 'Bel bar' in names
""",
    """
result = len([a for a in allactivities(plan) if activity_type(a) == 'attraction']) >= 2
""",
    """
seen = set()
for a in allactivities(plan):
    if activity_type(a) == 'attraction':
        seen.add(activity_position(a))
result = len(seen) == 1
""",
    """
seen = []
for a in allactivities(plan):
    if activity_type(a) == 'attraction':
        seen.append(activity_position(a))
result = len(seen) == 1
""",
    """
n = 0
for a in allactivities(plan):
    if activity_type(a) in {'breakfast', 'lunch', 'dinner'}:
        n += 1
result = n == 3
""",
    """
ok = True
for d in range(1, day_count(plan) + 1):
    cost = 0
    for a in dayactivities(plan, d):
        if activity_type(a) in ['lunch', 'dinner']:
            cost += activity_cost(a)
    if cost > 150:
        ok = False
result = ok
""",
    """
result = True
for d in range(1, day_count(plan) + 1):
    found = False
    for a in dayactivities(plan, d):
        if activity_type(a) == 'attraction':
            found = True
    result = result and found
""",
    """
kinds = []
for a in dayactivities(plan, 1):
    kinds.append(activity_type(a))
result = 'attraction' in kinds
""",
    """
result = all(activity_type(a) != 'attraction' for a in dayactivities(plan, 2))
""",
    """
a1 = False
b1 = False
for x in allactivities(plan):
    if activity_position(x) == 'Bel market': a1 = True
    if activity_position(x) == 'Bel noodles': b1 = True
result = a1 or b1
""",
    """
a1 = False
b1 = False
for x in allactivities(plan):
    if activity_position(x) == 'Bel market': a1 = True
    if activity_position(x) == 'Bel noodles': b1 = True
result = a1 != b1
""",
    """
taxi = False
cost = 0
for x in allactivities(plan):
    legs = activity_transports(x)
    cost += innercity_transport_cost(legs)
    if innercity_transport_type(legs) == 'taxi': taxi = True
result = (not taxi) or cost <= 30
""",
    """
result = True
for x in allactivities(plan):
    if x.get('type') == 'accommodation' and x.get('rooms', 1) != 2:
        result = False
""",
    """
result = True
for x in allactivities(plan):
    if x['type'] == 'accommodation' and x['room_type'] != 1:
        result = False
""",
    """
km = 0
for x in allactivities(plan):
    for leg in activity_transports(x):
        if leg['mode'] == 'walk':
            km += leg['distance']
result = km <= 9
""",
    """
result = True
for x in allactivities(plan):
    for leg in x['transports']:
        if leg['mode'] == 'taxi':
            result = False
""",
    """
taxi = 0
for x in allactivities(plan):
    taxi += innercity_transport_cost(activity_transports(x), 'taxi')
result = taxi <= 40
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) in ['lunch', 'dinner']:
        seen = seen | {restaurant_type(x, target_city(plan))}
result = 'soups' in seen
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) in ['lunch', 'dinner']:
        seen.add(restaurant_type(x, target_city(plan)))
result = len({'soups', 'drinks'} - seen) == 0
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) in ['lunch', 'dinner']:
        seen.add(restaurant_type(x, target_city(plan)))
result = len(seen & {'soups', 'drinks'}) >= 1
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) in ['lunch', 'dinner']:
        seen.add(restaurant_type(x, target_city(plan)))
result = len(seen.intersection({'soups', 'drinks', 'noodles'})) == 2
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) in ['lunch', 'dinner']:
        seen.add(restaurant_type(x, target_city(plan)))
result = seen.isdisjoint({'drinks'})
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) == 'attraction':
        seen.add(attraction_type(x, target_city(plan)))
wanted = {'view', 'market'}
result = wanted.issubset(seen)
""",
    """
seen = set()
for x in allactivities(plan):
    if activity_type(x) == 'attraction':
        seen.add(attraction_type(x, target_city(plan)))
result = bool(seen & {'zoo', 'view'})
""",
    """
dear = 0
for x in allactivities(plan):
    if activity_type(x) == 'dinner':
        dear = max(dear, activity_price(x))
result = dear <= 20
""",
    """
meals = ['lunch', 'dinner']
result = max(activity_price(x) for x in allactivities(plan) if activity_type(x) in meals) <= 50
""",
    """
result = min([activity_price(x) for x in allactivities(plan) if activity_type(x) == 'lunch']) >= 20
""",
    """
total, count = 0, 0
for x in allactivities(plan):
    if activity_type(x) in ['breakfast', 'lunch', 'dinner']:
        total += activity_price(x)
        count += 1
result = count > 0 and total / count <= 25
""",
    """
n = 0
for x in allactivities(plan):
    n += 1 if activity_type(x) == 'attraction' else 0
result = n == 2
""",
    """
result = False
for x in allactivities(plan):
    if activity_position(x).startswith('Bel mar'):
        result = True
""",
    """
result = False
for x in allactivities(plan):
    if 'market' in activity_position(x):
        result = True
""",
    """
total = 0
for x in allactivities(plan):
    if activity_type(x) not in ['attraction']:
        continue
    total += activity_cost(x)
result = total <= 10
""",
    """
result = False
for x in allactivities(plan):
    if activity_type(x) == 'lunch' and activity_start_time(x) >= '12:00':
        result = True
        break
""",
    """
result = False
for x in allactivities(plan):
    if activity_position(x) == 'Bel tower' and '10:00' <= activity_start_time(x) <= '12:00':
        result = True
""",
    """
result = activity_start_time(allactivities(plan)[-1]) >= '21:00'
""",
    """
first = allactivities(plan)[0]
result = intercity_transport_type(first) == 'train' and activity_cost(first) <= 120
""",
    """
acts = allactivities(plan)
result = acts[0]['type'] == acts[-1]['type'] == 'train'
""",
    """
both = ('train', 'airplane')
ways = {intercity_transport_type(x) for x in allactivities(plan) if activity_type(x) in both}
result = ways == {'train'}
""",
    """
city = target_city(plan)
result = True
for x in allactivities(plan):
    if activity_type(x) == 'attraction':
        if activity_time(x) < poi_recommend_time(city, activity_position(x)):
            result = False
""",
    """
hotel = ''
for x in allactivities(plan):
    if activity_type(x) == 'accommodation':
        hotel = activity_position(x)
result = poi_distance(target_city(plan), hotel, 'Bel tower') < 2
""",
    """
city = target_city(plan)
result = True
for x in allactivities(plan):
    if activity_type(x) == 'accommodation':
        if poi_distance(city, activity_position(x), 'Bel tower') > 2:
            result = False
""",
    """
result = all(innercity_transport_time(activity_transports(x)) <= 30 for x in allactivities(plan))
""",
    """
longest = 0
for x in allactivities(plan):
    t = activity_transports(x)
    if t and innercity_transport_type(t) == 'walk':
        longest = max(longest, innercity_transport_distance(t))
result = longest <= 2.5
""",
    """
times = sorted([activity_start_time(x) for x in dayactivities(plan, 2)])
result = times[0] >= '08:00'
""",
    """
result = True
for i, x in enumerate(allactivities(plan)):
    if i == 1:
        result = activity_type(x) == 'attraction'
""",
    """
kinds = []
for x in allactivities(plan):
    kinds.append(activity_type(x))
result = kinds.count('attraction') == 2
""",
    """
kinds = {}
for x in allactivities(plan):
    k = activity_type(x)
    kinds[k] = kinds.get(k, 0) + 1
result = kinds.get('attraction', 0) >= 2
""",
    """
i, n = 0, 0
acts = allactivities(plan)
while i < len(acts):
    if activity_type(acts[i]) == 'attraction':
        n += 1
    i += 1
result = n >= 1
""",
    """
result = all([day_count(plan) == 2, people_count(plan) == 2])
""",
    """
bad = False
for x in allactivities(plan):
    if not (activity_type(x) != 'lunch' or activity_price(x) <= 20):
        bad = True
result = not bad
""",
    """
result = True
prev = None
for x in allactivities(plan):
    if prev == 'attraction' and activity_type(x) == 'attraction':
        result = False
    prev = activity_type(x)
""",
    """
city = target_city(plan)
result = True
for x in allactivities(plan):
    if activity_type(x) == 'attraction':
        if poi_distance(city, 'Bel station', activity_position(x), mode='walk') > 3:
            result = False
""",
    """
result = all(activity_type(x) not in ['train', 'airplane'] for x in allactivities(plan)[1:-1])
""",
    """
late = False
for x in allactivities(plan):
    if activity_type(x) == 'accommodation' and int(activity_start_time(x).split(':')[0]) >= 21:
        late = True
result = not late
""",
    """
meals = list(filter(lambda a: activity_type(a) == 'lunch', allactivities(plan)))
result = len(meals) >= 1
""",
    """
names = [activity_position(a) for a in allactivities(plan) if activity_type(a) == 'attraction']
result = len(names) <= 1 and 'Bel market' not in names
""",
    """
result = True
for x in allactivities(plan):
    if activity_type(x) in ['lunch', 'dinner'] and 'noodle' not in activity_position(x):
        if 'soup' not in activity_position(x):
            result = False
""",
    """
names = []
for x in allactivities(plan):
    if activity_type(x) == 'dinner':
        names.append(restaurant_type(x, target_city(plan)))
result = names.count('drinks') == 0 and len(names) >= 1
""",
)
#: Each fails, or is no program at all.
CANNOT = (
    """
result = weather(plan) == 'sunny'
""",
    """
for x in allactivities(plan):
    if activity_typ(x) == 'lunch': pass
result = True
""",
    """
result = (3
""",
    """
result = activity_start_time(dayactivities(plan, 7)[0]) > '08:00'
""",
)
