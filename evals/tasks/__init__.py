"""What can be measured, one file a task: read the data, ask, judge every sample."""
