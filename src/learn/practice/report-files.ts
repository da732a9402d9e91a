/** What the certificate, or the report of what is missing, is called in the learner's folder. */
export const REPORT_FILES = {
  certificate: 'certificate.md',
  picture: 'certificate.svg',
  progress: 'progress-report.md',
} as const;
