-- one row per reason, most frequent first
with
  replayed as (
    select distinct kafka_topic, kafka_partition, kafka_offset from ${brand}.events.replays
  ),
  meant as (
    select kafka_topic, kafka_partition, kafka_offset, reason, sealed is not null as has_bytes
    from ${brand}.events.quarantine
    where ${where}
  )
select reason, count(*), count_if(has_bytes), count(replayed.kafka_offset)
from meant
left join replayed
  on replayed.kafka_topic = meant.kafka_topic
  and replayed.kafka_partition = meant.kafka_partition
  and replayed.kafka_offset = meant.kafka_offset
group by 1
order by 2 desc, 1
