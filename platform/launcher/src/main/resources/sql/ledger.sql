-- one row per topic and partition; lost and doubled must be 0
select topic, "partition", offsets, events, duplicates, quarantined, late_waiting, lost, doubled
from ${brand}.events.ledger
where '${topic}' in (topic, '')
order by topic, "partition"
