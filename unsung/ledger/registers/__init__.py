"""What the facts point at: desks, people, departments, customers, calendars, sources and deliveries."""
