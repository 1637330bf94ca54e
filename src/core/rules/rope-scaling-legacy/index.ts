import { removeMember, renameKey, insertMember, type TextEdit } from '../../document/edit';
import { isObject, numberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import type { Model } from '../../analyse';
import { perTypeFamilies } from '../rope-support';
import { modelRule } from '../rule';

export const ropeScalingLegacy = modelRule({
  name: 'rope-scaling-legacy',
  severity: 'hint',
  summary: 'The RoPE settings have the name of today.',
  check(model) {
    const { config, family } = model.recognition;
    const old = config.field('rope_scaling');
    if (config.dialect !== 'huggingface' || !isObject(old?.node) || config.field('rope_parameters'))
      return [];
    const isPerType = perTypeFamilies.has(family.id);
    return [
      {
        pointer: old.pointer,
        at: 'key' as const,
        message:
          '`rope_scaling` is the old name of `rope_parameters`, which holds `rope_theta` too; transformers 5 reads both. Keep it if transformers 4 or another engine reads this file.',
        fixes: isPerType
          ? []
          : [{ title: 'Convert to rope_parameters', edits: conversion(model), safe: false }],
        tag: 'deprecated' as const,
      },
    ];
  },
});

/** Renames the key and `type` in it, and moves the base into it. */
function conversion({ recognition: { config } }: Model): TextEdit[] {
  const { document } = config;
  const old = config.field('rope_scaling');
  if (!isObject(old?.node)) return [];
  const { members } = old.node;
  const type = joinPointer(old.pointer, 'type');
  const base = config.field('rope_theta');
  const theta = numberValue(base?.node);
  const moves = theta !== undefined && !members.has('rope_theta');
  return [
    ...renameKey(document, old.pointer, 'rope_parameters'),
    ...(members.has('type') && !members.has('rope_type') ? renameKey(document, type, 'rope_type') : []),
    ...(base && moves
      ? [...insertMember(document, old.pointer, 'rope_theta', theta), ...removeMember(document, base.pointer)]
      : []),
  ];
}
