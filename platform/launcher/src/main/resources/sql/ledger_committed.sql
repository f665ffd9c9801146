-- one row per topic and partition: how many offsets below what the job has committed have a row
select kafka_topic as topic, kafka_partition as "partition", count(distinct kafka_offset) as offsets
from ${brand}.events.arrivals
where ${below}
group by kafka_topic, kafka_partition
