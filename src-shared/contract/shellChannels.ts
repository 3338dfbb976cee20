/** Names of the messages between Electron's preload and its main process. */
export const shellChannels = { open: 'myeloscope:open', request: 'myeloscope:request', reply: 'myeloscope:reply', choosePaths: 'myeloscope:choosePaths', save: 'myeloscope:save' } as const;
