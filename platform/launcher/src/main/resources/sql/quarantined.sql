-- why records were quarantined, most frequent first
select kafka_topic, reason, count(*)
from ${brand}.events.verdicts
where verdict = 'quarantined' and '${topic}' in (kafka_topic, '') and ${day}
group by 1, 2
order by 3 desc, 1, 2
