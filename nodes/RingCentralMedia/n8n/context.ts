import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/** What n8n gives a node that runs or polls, or a panel that lists. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Who may store files. */
export type StoringContext = IExecuteFunctions | IPollFunctions;
