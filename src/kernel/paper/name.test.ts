import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcedNames, namesOf, paperName } from './name.ts';

const filing = {
  by: 'decision',
  cases: { file: '立案审批表', 'not-file': '不予立案审批表', 'not-now': '不予立案审批表' },
};

test('a paper is called by what was chosen, and by its one name where nothing is', () => {
  assert.equal(paperName('决定书', { decision: 'file' }), '决定书');
  assert.equal(paperName(filing, { decision: 'file' }), '立案审批表');
  assert.equal(paperName(filing, { decision: 'not-now' }), '不予立案审批表');
  const told = { by: 'granted', cases: { true: '准予决定书', false: '不予决定书' } };
  assert.equal(paperName(told, { granted: false }), '不予决定书');
});

test('whoever does not see the choice learns nothing of it by the name of the paper', () => {
  assert.equal(paperName(filing, {}), '立案审批表或者不予立案审批表');
  assert.equal(paperName(filing, { decision: 'other' }), '立案审批表或者不予立案审批表');
});

test('a paper that is still to be made is announced by all its names, each once', () => {
  assert.deepEqual(namesOf(filing), ['立案审批表', '不予立案审批表']);
  assert.equal(announcedNames(filing), '《立案审批表》或者《不予立案审批表》');
  assert.equal(announcedNames('决定书'), '《决定书》');
});
