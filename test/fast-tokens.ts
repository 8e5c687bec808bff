// cdktf records a stack trace for each token. No test needs it, and it would take most of the time.
jest.spyOn(Error, "captureStackTrace").mockImplementation(() => undefined);
