import { exaonePatternType } from '../../../src/core/rules/exaone-pattern-type';
import { testRule } from './testRule';

testRule(exaonePatternType, {
  accept: [
    '{"model_type":"exaone4","num_hidden_layers":4,"sliding_window_pattern":4}',
    '{"model_type":"exaone4","num_hidden_layers":4}',
    '{"model_type":"exaone4","num_hidden_layers":2,"sliding_window_pattern":"LG","layer_types":["sliding_attention","full_attention"]}',
    // Other types are refused before anything is divided.
    '{"model_type":"exaone4","num_hidden_layers":4,"sliding_window_pattern":4.0}',
    '{"model_type":"gemma3_text","num_hidden_layers":6,"sliding_window_pattern":"LLLG"}',
  ],
  reject: [
    {
      text: '{"model_type":"exaone4","num_hidden_layers":8,"sliding_window_pattern":«"LLLG"»}',
      message: /^`sliding_window_pattern` is the text "LLLG", which the class divides/,
      fixed: '{"model_type":"exaone4","num_hidden_layers":8,"sliding_window_pattern":4}',
    },
    {
      text: '{"model_type":"exaone4","num_hidden_layers":3,"sliding_window_pattern":«"LG"»}',
      message: /"LG"/,
      fix: /layer_types/,
      fixed:
        '{"model_type":"exaone4","num_hidden_layers":3,"sliding_window_pattern":"LG", "layer_types": ["sliding_attention","full_attention","sliding_attention"]}',
    },
    {
      text: '{"model_type":"exaone_moe","num_hidden_layers":4,"sliding_window_pattern":«null»}',
      message: /is null/,
      fixed: '{"model_type":"exaone_moe","num_hidden_layers":4,"sliding_window_pattern":4}',
    },
    { text: '{"model_type": "exaone4", "sliding_window_pattern": «"every 4th"», "num', message: /every 4th/ },
  ],
});
