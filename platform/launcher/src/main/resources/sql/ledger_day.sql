-- one row per topic and partition of one UTC day; lost and doubled must be 0
select topic, "partition", offsets, events, duplicates, quarantined, late_waiting, lost, doubled
from ${brand}.events.ledger_days
where '${topic}' in (topic, '') and day = date '${day}'
order by topic, "partition"
