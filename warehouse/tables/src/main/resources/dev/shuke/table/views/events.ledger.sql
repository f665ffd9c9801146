-- one row per Kafka topic and partition: every offset has one verdict or waits in late.
-- lost: offsets without a row; doubled: rows beyond one per offset. Both must be 0.
-- What came through late counts only while it waits: grouping by offset reads each table once, where a join would read it twice.
with offsets as (
  select
    kafka_topic,
    kafka_partition,
    kafka_offset,
    count_if(verdict = 'event') as events,
    count_if(verdict = 'duplicate') as duplicates,
    count_if(verdict = 'quarantined') as quarantined,
    count_if(verdict <> 'late') as judged,
    count_if(verdict = 'late') as late
  from ${brand}.events.arrivals
  group by kafka_topic, kafka_partition, kafka_offset
)
select
  kafka_topic as topic,
  kafka_partition as "partition",
  max(kafka_offset) + 1 as offsets,
  sum(events) as events,
  sum(duplicates) as duplicates,
  sum(quarantined) as quarantined,
  sum(if(judged = 0, late, 0)) as late_waiting,
  max(kafka_offset) + 1 - count(*) as lost,
  sum(if(judged = 0, late, judged)) - count(*) as doubled
from offsets
group by kafka_topic, kafka_partition
