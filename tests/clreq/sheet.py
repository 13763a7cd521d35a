def judge(duikai, here, folder, case, direction):
    return ['pages are not there yet']
