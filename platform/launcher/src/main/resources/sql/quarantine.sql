-- one row per quarantined record, newest first, with its newest replay
with replayed as (
  select
    kafka_topic, kafka_partition, kafka_offset,
    max_by(replay_partition, replayed_at) as replay_partition,
    max_by(replay_offset, replayed_at) as replay_offset
  from ${brand}.events.replays
  group by 1, 2, 3
),
meant as (
  select kafka_topic, kafka_partition, kafka_offset, known_at, event_type, reason, field, expected, sealed is not null as has_bytes
  from ${brand}.events.quarantine
  where ${where}
)
select meant.*, cast(floor(to_unixtime(known_at)) as bigint) as known_at_seconds, replay_partition, replay_offset
from meant
left join replayed
  on replayed.kafka_topic = meant.kafka_topic
  and replayed.kafka_partition = meant.kafka_partition
  and replayed.kafka_offset = meant.kafka_offset
order by known_at desc, meant.kafka_topic, meant.kafka_partition, meant.kafka_offset desc
${limit}
