#!/usr/bin/env node
// `npm run demo`
import { prepare, runScript } from './prepare.mjs';

prepare();
runScript('scripts/demo/run.ts');
