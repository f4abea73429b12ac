/** Where the incidents table keeps until when a camera is muted. */
export const muteKey = (cameraId: string) => ({ incidentId: `mute#${cameraId}`, record: 'mute' });
