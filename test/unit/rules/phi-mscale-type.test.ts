import { phiMscaleType } from '../../../src/core/rules/phi-mscale-type';
import { testRule } from './testRule';

testRule(phiMscaleType, {
  accept: [
    '{"model_type":"phimoe"}',
    '{"model_type":"phimoe","rope_scaling":null}',
    '{"model_type":"phimoe","rope_parameters":{"rope_type":"default","rope_theta":10000.0}}',
    '{"model_type":"phimoe","rope_scaling":{"type":"yarn","factor":2,"short_mscale":1,"long_mscale":1.2}}',
    '{"model_type":"phi3","rope_scaling":{"type":"longrope","short_factor":[1],"long_factor":[1]}}',
  ],
  reject: [
    {
      text: '{"model_type":"phimoe","rope_scaling":{"type":"yarn","factor":2,"short_mscale":«"1.2"»,"long_mscale":1}}',
      message: /^Positions of type "yarn" need a number as `short_mscale`, not the string "1\.2": /,
      fixed:
        '{"model_type":"phimoe","rope_scaling":{"type":"yarn","factor":2,"short_mscale":1.243163121016122,"long_mscale":1}}',
    },
    {
      text: '{"model_type":"phimoe","rope_parameters":{"rope_type":"longrope","short_mscale":1.2,"long_mscale":«null»}}',
      message: /`long_mscale`, not null/,
      fixed:
        '{"model_type":"phimoe","rope_parameters":{"rope_type":"longrope","short_mscale":1.2,"long_mscale":1.243163121016122}}',
    },
    {
      text: '{"model_type":"phimoe",«"rope_scaling"»:{"type":"linear","factor":2,"short_mscale":1}}',
      message: /need a number as `long_mscale`: /,
      fixed:
        '{"model_type":"phimoe","rope_scaling":{"type":"linear","factor":2,"short_mscale":1, "long_mscale": 1.243163121016122}}',
    },
  ],
});
