import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

/** What n8n gives a node that runs or a panel that lists. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions;
