/** Files of the world that are none of ours: nothing is to be said of them, whatever keys they share with us. */
import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import type { DocumentLanguage } from '../../../src/core/document/node';

const ordinary: readonly (readonly [name: string, language: DocumentLanguage, text: string])[] = [
  [
    'tsconfig',
    'json',
    '{ "extends": ["./base.json"], "compilerOptions": { "strict": true, "target": "es2022" }, "include": ["src"] }',
  ],
  [
    'package.json',
    'json',
    '{ "name": "x", "version": "1.0.0", "type": "module", "config": { "model": "x" }, "dependencies": { "a": "1" } }',
  ],
  [
    'composer.json',
    'json',
    '{ "name": "a/b", "type": "library", "require": { "php": ">=8.1" }, "autoload": { "psr-4": {} } }',
  ],
  [
    'eslint',
    'json',
    '{ "root": true, "extends": ["eslint:recommended"], "env": { "node": true }, "rules": { "semi": 2 } }',
  ],
  ['vscode settings', 'json', '{ "editor.tabSize": 2, "files.exclude": { "**/out": true }, "model": "x" }'],
  [
    'GeoJSON',
    'json',
    '{ "type": "FeatureCollection", "features": [{ "type": "Feature", "geometry": null }] }',
  ],
  [
    'JSON Schema',
    'json',
    '{ "$schema": "x", "type": "object", "properties": { "num_layers": { "type": "integer" }, "hidden_size": {} } }',
  ],
  ['notebook', 'json', '{ "cells": [], "metadata": { "kernelspec": { "name": "python3" } }, "nbformat": 4 }'],
  ['BERT vocabulary', 'json', '{ "model_type:": 1, "the": 2, "num_layers": 3 }'],
  [
    'snapcraft',
    'yaml',
    'name: x\nbase: core24\narchitectures: [amd64, arm64]\nparts:\n  x: { plugin: nil }\n',
  ],
  ['image', 'json', '{ "dim": 3, "n_layers": 2, "layers": [] }'],
  [
    'GitHub workflow',
    'yaml',
    'name: CI\non: [push]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    strategy:\n      matrix:\n        model: [a, b]\n    steps:\n      - uses: actions/checkout@v4\n',
  ],
  [
    'GitLab CI',
    'yaml',
    'include:\n  - local: base.yml\nstages: [build]\nbuild:\n  extends: .base\n  script: make\n',
  ],
  [
    'docker-compose',
    'yaml',
    'services:\n  web:\n    image: nginx\n    extends:\n      file: base.yml\n      service: web\n',
  ],
  [
    'Kubernetes',
    'yaml',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  replicas: 2\n  template:\n    spec:\n      containers: []\n',
  ],
  [
    'OpenAPI',
    'yaml',
    'openapi: 3.1.0\ninfo:\n  title: x\npaths:\n  /model:\n    get:\n      responses: {}\ncomponents:\n  schemas:\n    model:\n      type: object\n',
  ],
  [
    'Helm values',
    'yaml',
    'model:\n  name: llama\n  type: deployment\nimage:\n  repository: x\nsystem:\n  logging: true\n',
  ],
  ['mkdocs', 'yaml', 'site_name: x\ntheme:\n  name: material\nnav:\n  - index.md\nextends: base.yml\n'],
  ['Ansible', 'yaml', '- hosts: all\n  tasks:\n    - name: x\n      command: y\n'],
  ['pre-commit', 'yaml', 'repos:\n  - repo: https://x\n    rev: v1\n    hooks:\n      - id: black\n'],
  [
    'pytorch-lightning run',
    'yaml',
    'trainer:\n  max_epochs: 3\nmodel:\n  class_path: my.Model\n  init_args:\n    lr: 0.1\ndata:\n  class_path: my.Data\n',
  ],
  ['Bayesian network', 'yaml', 'num_layers: 3\nhidden_size: 64\nlearning_rate: 0.1\n'],
];

describe('ordinary files', () => {
  for (const [name, language, text] of ordinary) {
    it(`${name} is none of ours`, () => {
      assert.equal(analyse(text, language).recognition.status, 'not-a-config');
    });
  }
});
