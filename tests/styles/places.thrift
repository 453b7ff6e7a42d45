struct Place { 1: string name }
