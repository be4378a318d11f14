package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherFactoriesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///var/log/samples",
        "file:///var/log/samples?json",
        "file:///var/log/samples?format=python&max_bytes=100&backup_count= 5 ",
        "udp://collector",
        "udp://collector:4953",
        "udp://[::1]:4952",
        "udp://collector:",
        "udp://[fe80::1%br-ex]",
        "udp://[fe80::1%25eth0.100]:4952",
        "tcp://collector",
        "tcp://[::1]:4953?timeout=3&batch_size=100&spool=false",
        "notifier",
        "notifier://?policy=drop&max_queue_length=512&topic=custom&driver=rabbit",
        "notifier://?durable=true&auto_delete=1&queue_type=classic&declare=false",
        "notifier://h/v?amqp_durable_queues=true&rabbit_quorum_queue=True&amqp_auto_delete=false",
        "notifier://u:p@one:5672,two:5673/vhost?ssl=1",
        "log:",
        "log://",
        "camel:seda:samples?size=5"
      })
  void takesWhatCanBeUsed(String entry) {
    assertThat(Publishing.create(entry)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:// | file:// names no file; write file:///path/name",
        "file | file:// names no file; write file:///path/name",
        "file:///tmp/ | file:///tmp/ names no file; write file:///path/name",
        "file:///s?max_bytes=1M&backup_count=2 | max_bytes '1M' of",
        "file:///s?max_bytes=10&backup_count= | backup_count '' of",
        "file:///s?max_bytes=10&backup_count=99999 | not a whole number up to 10000",
        "file:///s?format=xml | format 'xml' of",
        "file:///s?maxbytes=10 | did you mean 'max_bytes'?",
        "file:///s?colour=red | known are backup_count, format, json, max_bytes",
        "udp:// | is not udp://host[:port]",
        "udp://::1 | is not udp://host[:port]",
        "udp://host:0 | port 0 of",
        "udp://host:99999 | port 99999 of",
        "udp://host?ttl=5 | option 'ttl' of udp://host?ttl=5 is unknown; udp: takes none",
        "tcp:// | is not tcp://host[:port]",
        "tcp://user@host | is not tcp://host[:port]",
        "tcp://host?timeout=0 | timeout '0' of tcp://host?timeout=0 is not a number of seconds",
        "tcp://host?batch_size=x | batch_size 'x' of",
        "notifier://?tpoic=x | did you mean 'topic'?",
        "notifier://?driver=kafka | driver 'kafka' of",
        "notifier://?topic=a&topic=b | has 2 topics; write one publisher for each",
        "notifier://?topic=x)%26mandatory=false | a topic is made of letters, digits",
        "notifier://?topic={{secret}} | a topic is made of letters, digits",
        "notifier://?queue_type=stream | queue_type 'stream' of notifier://?queue_type=stream is",
        "notifier://?queue_type=quorum&durable=0 | durable '0' of",
        "notifier://?rabbit_quorum_queue=1&auto_delete=1 | can't be: quorum queues are durable",
        "notifier://?declare=perhaps | declare 'perhaps' of",
        "notifier://?event_type=telemetry.polling&per_meter_topic=1 | is read as a whole",
        "notifier://?ssl=maybe | ssl 'maybe' of",
        "notifier://a:b@one,c:d@two/ | differ in user or password",
        "notifier://host:70000 | port 70000 of",
        "notifier://one,,two | a host of publisher notifier://one,,two is not",
        "camel: | names no Camel endpoint",
        "camel:samples | names no Camel endpoint",
        "direct:// | there is no dispatcher",
        "rpc:// | write notifier://"
      })
  void refusesWhatCannot(String entry, String sentence) {
    Publishing.refuses(entry, sentence);
  }

  @Test
  void warnsOfWhatDoesNothing() {
    assertThat(Publishing.warnings("notifier://?max_queue_length=9&per_meter_topic=1&topic=x"))
        .hasSize(2)
        .allMatch(w -> w.startsWith("pipeline.yaml:7:9: warning: option '"));
    assertThat(Publishing.warnings("file:///s?max_bytes=5")).hasSize(1);
    assertThat(Publishing.warnings("file://var/log/s"))
        .containsExactly(
            "pipeline.yaml:7:9: warning: 'var' of file://var/log/s has no effect: the file is"
                + " /log/s; write file:///var/log/s if that is meant");
    assertThat(Publishing.warnings("log:name")).hasSize(1);
    assertThat(Publishing.warnings("file:///s?max_bytes=5&backup_count=1")).isEmpty();
  }
}
