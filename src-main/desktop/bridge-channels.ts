/** The two names that Electron's IPC knows between preload and main; everything else travels inside them. */
export const CALL_CHANNEL = 'mxroute:call';
export const FEED_CHANNEL = 'mxroute:feed';
/** How main tells preload the channels of the contract. */
export const CHANNELS_ARGUMENT = '--mxm-channels=';
