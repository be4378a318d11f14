package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelometer.expression.Expression;
import org.camelometer.expression.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewritingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      textBlock =
          """
          f'v3/projects/{sample["project_id"]}/x'    @ 'v3/projects/' + str(sample["project_id"]) + '/x'
          'v3/{}/{}'.format(sample['a'], value)      @ 'v3/' + str(sample['a']) + '/' + str(value)
          'v3/%s' % sample['project_id']             @ 'v3/' + str(sample['project_id'])
          '%s:%s' % (value['a'], value['b'])         @ str(value['a']) + ':' + str(value['b'])
          [v['x'] for v in value]                    @ map(lambda v: v['x'], value)
          [v for v in value if v['on']]              @ list(filter(lambda v: v['on'], value))
          next(iter(value))                          @ list(value)[0]
          value if isinstance(value, list) else [value] @ value if str(value)[:1] == '[' else [value]
          reduce(lambda a, b: a + b, value)          @ sum(value)
          value.rstrip('/')                          @ value.strip('/')
          """)
  void writesInOurLanguageWhatIsMetInPython(String python, String ours) {
    assertThat(Rewriting.hint(python)).isEqualTo("; write " + ours + " instead");
    assertThat(Expression.parse(ours, Language.POLLSTER)).isNotNull();
  }

  @Test
  void keepsSilentWhereItKnowsNothing() {
    assertThat(Rewriting.hint("__import__('os').system(value)")).isEmpty();
  }
}
